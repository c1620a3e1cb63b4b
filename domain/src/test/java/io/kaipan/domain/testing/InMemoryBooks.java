package io.kaipan.domain.testing;

import io.kaipan.domain.customer.CustomerCare;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataKeys;
import io.kaipan.domain.customer.PhoneBook;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.customer.RelativePairs;
import io.kaipan.domain.lead.ActiveLeads;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpenOpportunities;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** All that commands look up, in memory. What a command writes goes back when it is refused, as in a transaction. */
public final class InMemoryBooks
        implements PhoneBook,
                RelativePairs,
                PersonalDataKeys,
                CustomerCare,
                ActiveLeads,
                OpenOpportunities,
                ProjectBook,
                UserBook {
    private record Place(CustomerId customer, ProjectCode project) {}

    private record Holder<T>(T record, @Nullable UserName owner) {}

    private final Map<Set<CustomerId>, Boolean> pairs = new HashMap<>();
    private final Map<PhoneNumber, CustomerId> phones = new HashMap<>();
    private final Set<CustomerId> keys = new HashSet<>();
    private final Map<Place, Holder<LeadId>> activeLeads = new HashMap<>();
    private final Map<Place, Holder<OpportunityId>> openOpportunities = new HashMap<>();
    private final Set<OpportunityId> knownOpportunities = new HashSet<>();
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
    public void release(CustomerId customer, CustomerId relative) {
        undoOnRefusal(pairs);
        pairs.remove(Set.of(customer, relative));
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
                .filter(place -> place.getKey().customer().equals(customer))
                .map(place ->
                        new Care(place.getKey().project(), place.getValue().owner()))
                .toList();
    }

    /** The lead that has the place of the customer's ACTIVE lead in the project. */
    public Optional<LeadId> activeLead(CustomerId customer, ProjectCode project) {
        return Optional.ofNullable(activeLeads.get(new Place(customer, project)))
                .map(Holder::record);
    }

    @Override
    public LeadId claim(CustomerId customer, ProjectCode project, LeadId claimant, @Nullable UserName owner) {
        undoOnRefusal(activeLeads);
        Place place = new Place(customer, project);
        activeLeads.putIfAbsent(place, new Holder<>(claimant, owner));
        return activeLeads.get(place).record();
    }

    @Override
    public void reassign(LeadId lead, UserName owner) {
        undoOnRefusal(activeLeads);
        activeLeads.replaceAll((place, holder) -> holder.record().equals(lead) ? new Holder<>(lead, owner) : holder);
    }

    @Override
    public void release(LeadId lead) {
        undoOnRefusal(activeLeads);
        activeLeads.values().removeIf(holder -> holder.record().equals(lead));
    }

    @Override
    public Optional<OpportunityId> find(CustomerId customer, ProjectCode project) {
        return Optional.ofNullable(openOpportunities.get(new Place(customer, project)))
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
        Place place = new Place(customer, project);
        if (openOpportunities.putIfAbsent(place, new Holder<>(claimant, owner)) == null) {
            knownOpportunities.add(claimant);
        }
        return openOpportunities.get(place).record();
    }

    @Override
    public void reassign(OpportunityId opportunity, UserName owner) {
        undoOnRefusal(openOpportunities);
        openOpportunities.replaceAll(
                (place, holder) -> holder.record().equals(opportunity) ? new Holder<>(opportunity, owner) : holder);
    }

    @Override
    public void release(OpportunityId opportunity) {
        undoOnRefusal(openOpportunities);
        openOpportunities.values().removeIf(holder -> holder.record().equals(opportunity));
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

    private static <K, V> void undoOnRefusal(Map<K, V> book) {
        if (CurrentUnitOfWork.isStarted()) {
            Map<K, V> before = Map.copyOf(book);
            CurrentUnitOfWork.get().onRollback(refused -> {
                book.clear();
                book.putAll(before);
            });
        }
    }
}
