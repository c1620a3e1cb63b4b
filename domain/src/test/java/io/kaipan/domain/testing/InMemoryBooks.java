package io.kaipan.domain.testing;

import io.kaipan.domain.customer.CustomerCare;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.CustomerRule;
import io.kaipan.domain.customer.Merges;
import io.kaipan.domain.customer.PersonalDataKeys;
import io.kaipan.domain.customer.PhoneBook;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.customer.RelativePairs;
import io.kaipan.domain.lead.ActiveLeads;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.FollowUpClock;
import io.kaipan.domain.opportunity.OpenOpportunities;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.WaitingOpportunities;
import io.kaipan.domain.questionnaire.QuestionnaireBook;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import io.kaipan.domain.questionnaire.QuestionnaireTerms;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** All that commands look up, in memory. What a command writes goes back when it is refused, as in a transaction. */
public final class InMemoryBooks
        implements PhoneBook,
                RelativePairs,
                Merges,
                PersonalDataKeys,
                CustomerCare,
                ActiveLeads,
                OpenOpportunities,
                FollowUpClock,
                WaitingOpportunities,
                ProjectBook,
                QuestionnaireBook,
                UserBook {
    private record Place(CustomerId customer, ProjectCode project) {}

    private record Holder<T>(T record, @Nullable UserName owner, CustomerId home) {}

    private final Map<CustomerId, CustomerId> survivors = new HashMap<>();
    private final Map<Set<CustomerId>, Boolean> pairs = new HashMap<>();
    private final Map<OpportunityId, Instant> looks = new HashMap<>();
    private final Set<ProjectCode> lookedAtAll = new HashSet<>();
    private final Map<PhoneNumber, CustomerId> phones = new HashMap<>();
    private final Set<CustomerId> keys = new HashSet<>();
    private final Map<Place, Holder<LeadId>> activeLeads = new HashMap<>();
    private final Map<Place, Holder<OpportunityId>> openOpportunities = new HashMap<>();
    private final Set<OpportunityId> knownOpportunities = new HashSet<>();
    private final Map<QuestionnaireCode, QuestionnaireTerms> questionnaires = new HashMap<>();
    private final Map<ProjectCode, ProjectTerms> projects = new HashMap<>();
    private final Map<UserName, UserEntry> users = new HashMap<>();

    @Override
    public Optional<CustomerId> holderOf(PhoneNumber phone) {
        return Optional.ofNullable(phones.get(phone));
    }

    @Override
    public boolean isHolder(CustomerId customer) {
        return phones.containsValue(customer);
    }

    @Override
    public CustomerId claim(PhoneNumber phone, CustomerId claimant) {
        undoOnRefusal(phones);
        phones.putIfAbsent(phone, claimant);
        return phones.get(phone);
    }

    @Override
    public void release(PhoneNumber phone, CustomerId holder) {
        undoOnRefusal(phones);
        phones.remove(phone, holder);
    }

    @Override
    public void releaseAll(CustomerId holder) {
        undoOnRefusal(phones);
        phones.values().removeIf(holder::equals);
    }

    @Override
    public boolean claim(CustomerId customer, CustomerId relative) {
        undoOnRefusal(pairs);
        return pairs.putIfAbsent(Set.of(customer, relative), true) == null;
    }

    @Override
    public boolean areLinked(CustomerId one, CustomerId other) {
        return pairs.containsKey(Set.of(one, other));
    }

    @Override
    public void hand(PhoneNumber phone, CustomerId holder, CustomerId next) {
        undoOnRefusal(phones);
        phones.replace(phone, holder, next);
    }

    @Override
    public void hold(Collection<CustomerId> customers) {}

    @Override
    public Optional<Clash> clash(CustomerId survivor, CustomerId merged) {
        return clash(activeLeads, CustomerRule.MERGE_TWO_ACTIVE_LEADS, survivor, merged)
                .or(() -> clash(openOpportunities, CustomerRule.MERGE_TWO_OPEN_OPPORTUNITIES, survivor, merged));
    }

    private static <T> Optional<Clash> clash(
            Map<Place, Holder<T>> places, CustomerRule rule, CustomerId survivor, CustomerId merged) {
        return places.entrySet().stream()
                .filter(place -> place.getKey().customer().equals(survivor))
                .flatMap(place -> Stream.ofNullable(
                                places.get(new Place(merged, place.getKey().project())))
                        .map(other -> new Clash(
                                rule,
                                place.getKey().project().value(),
                                place.getValue().record().toString(),
                                other.record().toString())))
                .findFirst();
    }

    @Override
    public void join(CustomerId survivor, List<CustomerId> group) {
        undoOnRefusal(survivors);
        group.forEach(one -> survivors.put(one, survivor));
        move(activeLeads, group.getFirst(), survivor, home -> true);
        move(openOpportunities, group.getFirst(), survivor, home -> true);
    }

    @Override
    public void part(CustomerId survivor, List<CustomerId> group) {
        undoOnRefusal(survivors);
        group.forEach(one -> survivors.put(one, group.getFirst()));
        survivors.remove(group.getFirst());
        move(activeLeads, survivor, group.getFirst(), group::contains);
        move(openOpportunities, survivor, group.getFirst(), group::contains);
    }

    private static <T> void move(
            Map<Place, Holder<T>> places, CustomerId from, CustomerId to, Predicate<CustomerId> homes) {
        undoOnRefusal(places);
        for (var place : Map.copyOf(places).entrySet()) {
            if (place.getKey().customer().equals(from)
                    && homes.test(place.getValue().home())) {
                places.remove(place.getKey());
                places.put(new Place(to, place.getKey().project()), place.getValue());
            }
        }
    }

    /** Who stands for a customer now. */
    CustomerId present(CustomerId customer) {
        return survivors.getOrDefault(customer, customer);
    }

    private Place place(CustomerId customer, ProjectCode project) {
        return new Place(present(customer), project);
    }

    @Override
    public void release(CustomerId customer, CustomerId relative) {
        undoOnRefusal(pairs);
        pairs.remove(Set.of(customer, relative));
    }

    /** When the opportunity is to be looked at again; empty when not, or when nobody has said. */
    public Optional<Instant> lookAt(OpportunityId opportunity) {
        return Optional.ofNullable(looks.get(opportunity));
    }

    @Override
    public void lookAt(OpportunityId opportunity, @Nullable Instant at) {
        undoOnRefusal(looks);
        looks.compute(opportunity, (id, before) -> at);
    }

    /** The projects whose opportunities are all to be looked at anew. */
    public Set<ProjectCode> lookedAtAll() {
        return lookedAtAll;
    }

    @Override
    public void lookAtAll(ProjectCode project) {
        lookedAtAll.add(project);
    }

    /** Whether what is written about that customer can be read. */
    public boolean hasKey(CustomerId customer) {
        return keys.contains(customer);
    }

    @Override
    public void create(CustomerId customer) {
        Set<CustomerId> before = Set.copyOf(keys);
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().onRollback(refused -> keys.retainAll(before));
        }
        keys.add(customer);
    }

    @Override
    public void destroy(CustomerId customer) {
        keys.remove(customer);
    }

    @Override
    public List<Care> of(CustomerId customer) {
        return Stream.of(activeLeads, openOpportunities)
                .flatMap(places -> places.entrySet().stream())
                .filter(place -> place.getKey().customer().equals(present(customer)))
                .map(place ->
                        new Care(place.getKey().project(), place.getValue().owner()))
                .toList();
    }

    /** The lead that has the place of the customer's ACTIVE lead in the project. */
    public Optional<LeadId> activeLead(CustomerId customer, ProjectCode project) {
        return Optional.ofNullable(activeLeads.get(place(customer, project))).map(Holder::record);
    }

    @Override
    public LeadId claim(CustomerId customer, ProjectCode project, LeadId claimant, @Nullable UserName owner) {
        undoOnRefusal(activeLeads);
        Place place = place(customer, project);
        activeLeads.putIfAbsent(place, new Holder<>(claimant, owner, customer));
        return activeLeads.get(place).record();
    }

    @Override
    public void reassign(LeadId lead, UserName owner) {
        undoOnRefusal(activeLeads);
        activeLeads.replaceAll(
                (place, holder) -> holder.record().equals(lead) ? new Holder<>(lead, owner, holder.home()) : holder);
    }

    @Override
    public void release(LeadId lead) {
        undoOnRefusal(activeLeads);
        activeLeads.values().removeIf(holder -> holder.record().equals(lead));
    }

    @Override
    public Optional<OpportunityId> find(CustomerId customer, ProjectCode project) {
        return Optional.ofNullable(openOpportunities.get(place(customer, project)))
                .map(Holder::record);
    }

    @Override
    public boolean exists(OpportunityId opportunity) {
        return knownOpportunities.contains(opportunity);
    }

    @Override
    public OpportunityId claim(
            CustomerId customer, ProjectCode project, OpportunityId claimant, @Nullable UserName owner) {
        undoOnRefusal(openOpportunities);
        Place place = place(customer, project);
        if (openOpportunities.putIfAbsent(place, new Holder<>(claimant, owner, customer)) == null) {
            knownOpportunities.add(claimant);
        }
        return openOpportunities.get(place).record();
    }

    @Override
    public void noteClosed(
            CustomerId customer, ProjectCode project, OpportunityId opportunity, @Nullable UserName owner) {
        knownOpportunities.add(opportunity);
    }

    @Override
    public void reassign(OpportunityId opportunity, UserName owner) {
        undoOnRefusal(openOpportunities);
        openOpportunities.replaceAll((place, holder) ->
                holder.record().equals(opportunity) ? new Holder<>(opportunity, owner, holder.home()) : holder);
    }

    @Override
    public void release(OpportunityId opportunity) {
        undoOnRefusal(openOpportunities);
        openOpportunities.values().removeIf(holder -> holder.record().equals(opportunity));
    }

    @Override
    public Optional<QuestionnaireTerms> find(QuestionnaireCode questionnaire) {
        return Optional.ofNullable(questionnaires.get(questionnaire));
    }

    @Override
    public boolean isAsked(QuestionnaireKind kind) {
        return questionnaires.values().stream().anyMatch(terms -> terms.kind() == kind && !terms.retired());
    }

    @Override
    public void save(QuestionnaireTerms terms) {
        undoOnRefusal(questionnaires);
        questionnaires.put(terms.code(), terms);
    }

    @Override
    public Optional<ProjectTerms> find(ProjectCode project) {
        return Optional.ofNullable(projects.get(project));
    }

    @Override
    public void save(ProjectTerms terms) {
        undoOnRefusal(projects);
        projects.put(terms.project(), terms);
    }

    @Override
    public Optional<UserEntry> find(UserName user) {
        return Optional.ofNullable(users.get(user));
    }

    @Override
    public void save(UserEntry entry) {
        undoOnRefusal(users);
        users.put(entry.user(), entry);
    }

    @Override
    public boolean hasOtherAdmin(UserName user) {
        return users.values().stream()
                .anyMatch(entry -> !entry.suspended()
                        && entry.roles().contains(Role.ADMIN)
                        && !entry.user().equals(user));
    }

    static <K, V> void undoOnRefusal(Map<K, V> book) {
        if (CurrentUnitOfWork.isStarted()) {
            Map<K, V> before = Map.copyOf(book);
            CurrentUnitOfWork.get().onRollback(refused -> {
                book.clear();
                book.putAll(before);
            });
        }
    }
}
