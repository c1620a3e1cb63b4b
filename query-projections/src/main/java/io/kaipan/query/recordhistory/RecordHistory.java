package io.kaipan.query.recordhistory;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.member.MemberEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.customerrecord.CustomerRow;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.Slice;
import io.kaipan.query.readtrail.ReadTrail;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The full history of records, oldest first, read from the event log itself: for however many records with the same
 * number of statements.
 */
@Component
public class RecordHistory {
    private final RecordStreams log;
    private final CustomerRecords customers;
    private final PersonalDataVault vault;
    private final ReadTrail trail;

    RecordHistory(RecordStreams log, CustomerRecords customers, PersonalDataVault vault, ReadTrail trail) {
        this.log = log;
        this.customers = customers;
        this.vault = vault;
        this.trail = trail;
    }

    /**
     * The histories asked for, as far as the actor may see the records: those of leads and opportunities in the actor's
     * projects; of member accounts known in them; of customers that the actor sees; of projects that the actor is bound to; of questionnaires everybody; of users oneself, for admins
     * and auditors everybody.
     *
     * @return by request; missing when there is no such record, or the actor may not see it
     * @throws io.kaipan.query.paging.PageRefused when a cursor is not one of a history
     */
    public Map<HistoryRequest, Page<HistoryEntry>> find(Collection<HistoryRequest> requests, Actor actor) {
        Set<HistoryRequest.Of> records = new HashSet<>();
        requests.forEach(request -> records.add(request.of()));
        Map<HistoryRequest.Of, List<HistoryEntry>> histories = histories(records, actor);
        Map<HistoryRequest, Page<HistoryEntry>> pages = new HashMap<>();
        for (HistoryRequest request : requests) {
            List<HistoryEntry> history = histories.get(request.of());
            if (history != null) {
                pages.put(request, page(request, history));
            }
        }
        return pages;
    }

    /** Events of several records are numbered as they were recorded: what is recorded later comes behind. */
    private static Page<HistoryEntry> page(HistoryRequest request, List<HistoryEntry> history) {
        if (request.of().streams().size() == 1) {
            return Slice.of("history", history, HistoryEntry::version, request.page());
        }
        Map<String, Long> places = new HashMap<>();
        history.forEach(entry -> places.put(entry.eventId(), (long) places.size()));
        return Slice.of("timeline", history, entry -> places.get(entry.eventId()), request.page());
    }

    private Map<HistoryRequest.Of, List<HistoryEntry>> histories(Set<HistoryRequest.Of> records, Actor actor) {
        vault.prepare(records.stream()
                .map(HistoryRequest.Of::customer)
                .filter(Objects::nonNull)
                .toList());
        Map<String, List<DomainEventMessage<?>>> streams = log.read(records.stream()
                .flatMap(record -> record.streams().stream())
                .distinct()
                .toList());
        Map<CustomerId, CustomerRow> seenCustomers = customers(records, actor);
        Map<String, Set<CustomerId>> shown = new TreeMap<>();
        Map<HistoryRequest.Of, List<HistoryEntry>> histories = new HashMap<>();
        for (HistoryRequest.Of record : records) {
            List<DomainEventMessage<?>> events = streams.get(record.id());
            Sight sight = events == null ? Sight.NOTHING : sight(record, events, seenCustomers, actor);
            if (events == null || sight == Sight.NOTHING) {
                continue;
            }
            histories.put(record, entries(record, streams, sight));
            CustomerId customer = customerIn(events.getFirst());
            if (customer != null && sight == Sight.ALL && !HistoryFold.isForgotten(events)) {
                shown.computeIfAbsent(name(record), what -> new HashSet<>()).add(customer);
            }
        }
        shown.forEach((what, whose) -> trail.record(actor, what, whose));
        return histories;
    }

    private static List<HistoryEntry> entries(
            HistoryRequest.Of record, Map<String, List<DomainEventMessage<?>>> streams, Sight sight) {
        return record.streams().stream()
                .flatMap(stream ->
                        HistoryFold.entries(streams.getOrDefault(stream, List.of()), sight == Sight.ALL).stream())
                .filter(record::tellsOf)
                .sorted(Comparator.comparing(HistoryEntry::recordedAt))
                .toList();
    }

    private enum Sight {
        NOTHING,
        WITHOUT_PERSONAL_DATA,
        ALL;

        static Sight of(boolean personalData) {
            return personalData ? ALL : WITHOUT_PERSONAL_DATA;
        }
    }

    private Map<CustomerId, CustomerRow> customers(Set<HistoryRequest.Of> records, Actor actor) {
        List<CustomerId> asked = records.stream()
                .filter(record ->
                        record instanceof HistoryRequest.Of.Customer || record instanceof HistoryRequest.Of.Membership)
                .map(record -> Objects.requireNonNull(record.customer()))
                .distinct()
                .toList();
        return asked.isEmpty() ? Map.of() : customers.find(asked, actor);
    }

    private static Sight sight(
            HistoryRequest.Of record,
            List<DomainEventMessage<?>> events,
            Map<CustomerId, CustomerRow> seenCustomers,
            Actor actor) {
        return switch (record) {
            case HistoryRequest.Of.Lead lead
            when events.getFirst().getPayload() instanceof LeadRegistered registered ->
                inProject(registered.project(), owner(registered.owner(), events), actor);
            case HistoryRequest.Of.Opportunity opportunity
            when events.getFirst().getPayload() instanceof OpportunityOpened opened ->
                inProject(opened.project(), owner(opened.owner(), events), actor);
            case HistoryRequest.Of.Timeline timeline
            when events.getFirst().getPayload() instanceof OpportunityOpened opened ->
                inProject(opened.project(), owner(opened.owner(), events), actor);
            case HistoryRequest.Of.Ownership ownership
            when events.getFirst().getPayload() instanceof OpportunityOpened opened ->
                inProject(opened.project(), owner(opened.owner(), events), actor);
            case HistoryRequest.Of.Lead lead -> Sight.NOTHING;
            case HistoryRequest.Of.Opportunity opportunity -> Sight.NOTHING;
            case HistoryRequest.Of.Timeline timeline -> Sight.NOTHING;
            case HistoryRequest.Of.Ownership ownership -> Sight.NOTHING;
            case HistoryRequest.Of.Customer asked -> {
                CustomerRow row = seenCustomers.get(asked.customer());
                yield row == null ? Sight.NOTHING : Sight.of(!row.masked());
            }
            case HistoryRequest.Of.Membership membership -> {
                CustomerRow row = seenCustomers.get(membership.customer());
                yield MemberSight.isVisible(events, actor) ? Sight.of(row != null && !row.masked()) : Sight.NOTHING;
            }
            case HistoryRequest.Of.Project project ->
                actor.isBoundTo(project.project().value()) ? Sight.ALL : Sight.NOTHING;
            case HistoryRequest.Of.Questionnaire questionnaire -> Sight.ALL;
            case HistoryRequest.Of.User user -> mayRead(user.user(), actor) ? Sight.ALL : Sight.NOTHING;
        };
    }

    private static @Nullable UserName owner(@Nullable UserName first, List<DomainEventMessage<?>> events) {
        UserName owner = first;
        for (DomainEventMessage<?> event : events) {
            switch (event.getPayload()) {
                case LeadAssigned assigned -> owner = assigned.owner();
                case OpportunityAssigned assigned -> owner = assigned.owner();
                default -> {}
            }
        }
        return owner;
    }

    private static Sight inProject(ProjectCode project, @Nullable UserName owner, Actor actor) {
        return actor.isBoundTo(project.value())
                ? Sight.of(actor.seesPersonalDataOf(project.value(), Objects.toString(owner, null)))
                : Sight.NOTHING;
    }

    private static boolean mayRead(UserName user, Actor actor) {
        return actor.is(Role.ADMIN) || actor.is(Role.AUDITOR) || actor.user().equals(user.value());
    }

    /** Whose personal data a record's first event holds, if anybody's. */
    private static @Nullable CustomerId customerIn(DomainEventMessage<?> first) {
        return switch (first.getPayload()) {
            case LeadRegistered lead -> lead.customer();
            case OpportunityOpened opportunity -> opportunity.customer();
            case CustomerEvent customer -> customer.customer();
            case MemberEvent membership -> membership.customer();
            default -> null;
        };
    }

    /** What the trail says was read. */
    private static String name(HistoryRequest.Of record) {
        return switch (record) {
            case HistoryRequest.Of.Lead lead -> "lead history";
            case HistoryRequest.Of.Customer customer -> "customer history";
            case HistoryRequest.Of.Opportunity opportunity -> "opportunity history";
            case HistoryRequest.Of.Membership membership -> "member account history";
            case HistoryRequest.Of.Timeline timeline -> "opportunity timeline";
            case HistoryRequest.Of.Ownership ownership -> "opportunity ownership";
            case HistoryRequest.Of.Project project -> "project history";
            case HistoryRequest.Of.Questionnaire questionnaire -> "questionnaire history";
            case HistoryRequest.Of.User user -> "user history";
        };
    }
}
