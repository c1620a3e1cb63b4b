package io.kaipan.query.recordhistory;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.Slice;
import io.kaipan.query.readtrail.ReadTrail;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The full history of a record, oldest first, read from the event log itself. Empty when there is no such record, or the
 * actor may not see it.
 */
@Component
public class RecordHistory {
    private final EventStore log;
    private final CustomerRecords customers;
    private final ReadTrail trail;

    RecordHistory(EventStore log, CustomerRecords customers, ReadTrail trail) {
        this.log = log;
        this.customers = customers;
        this.trail = trail;
    }

    /** The history of a lead, as far as the actor may see the lead. */
    public Optional<Page<HistoryEntry>> ofLead(LeadId lead, PageRequest page, Actor actor) {
        List<? extends DomainEventMessage<?>> events = events(lead.value());
        if (events.isEmpty()
                || !(events.getFirst().getPayload() instanceof LeadRegistered registered)
                || !actor.isBoundTo(registered.project().value())) {
            return Optional.empty();
        }
        UserName owner = registered.owner();
        for (DomainEventMessage<?> event : events) {
            if (event.getPayload() instanceof LeadAssigned assigned) {
                owner = assigned.owner();
            }
        }
        boolean seen = actor.seesPersonalDataOf(registered.project().value(), Objects.toString(owner, null));
        return Optional.of(page(events, page, seen, "lead history", registered.customer(), actor));
    }

    /** The history of a customer, as far as the actor may see the customer. */
    public Optional<Page<HistoryEntry>> ofCustomer(CustomerId customer, PageRequest page, Actor actor) {
        return customers
                .find(customer, actor)
                .map(row -> page(events(customer.value()), page, !row.masked(), "customer history", customer, actor));
    }

    /** The history of an opportunity, as far as the actor may see the opportunity. */
    public Optional<Page<HistoryEntry>> ofOpportunity(OpportunityId opportunity, PageRequest page, Actor actor) {
        List<? extends DomainEventMessage<?>> events = events(opportunity.value());
        if (events.isEmpty()
                || !(events.getFirst().getPayload() instanceof OpportunityOpened opened)
                || !actor.isBoundTo(opened.project().value())) {
            return Optional.empty();
        }
        boolean seen = actor.seesPersonalDataOf(opened.project().value(), Objects.toString(opened.owner(), null));
        return Optional.of(page(events, page, seen, "opportunity history", opened.customer(), actor));
    }

    /** The history of a project that the actor is bound to. */
    public Optional<Page<HistoryEntry>> ofProject(ProjectCode project, PageRequest page, Actor actor) {
        return actor.isBoundTo(project.value()) ? ofNobody(project.id().value(), page, actor) : Optional.empty();
    }

    /** Admins and auditors see everybody's, others their own. */
    public Optional<Page<HistoryEntry>> ofUser(UserName user, PageRequest page, Actor actor) {
        boolean allowed =
                actor.is(Role.ADMIN) || actor.is(Role.AUDITOR) || actor.user().equals(user.value());
        return allowed ? ofNobody(user.id().value(), page, actor) : Optional.empty();
    }

    /** The history of a record that holds no customer's personal data. */
    private Optional<Page<HistoryEntry>> ofNobody(String id, PageRequest page, Actor actor) {
        List<? extends DomainEventMessage<?>> events = events(id);
        return events.isEmpty() ? Optional.empty() : Optional.of(page(events, page, true, "history", null, actor));
    }

    private Page<HistoryEntry> page(
            List<? extends DomainEventMessage<?>> events,
            PageRequest request,
            boolean seen,
            String what,
            @Nullable CustomerId customer,
            Actor actor) {
        if (customer != null && seen && !HistoryFold.isForgotten(events)) {
            trail.record(actor, what, List.of(customer));
        }
        return Slice.of("history", HistoryFold.entries(events, seen), HistoryEntry::version, request);
    }

    /** All events of a record: asked for from the first on, so that no snapshot takes the place of the older ones. */
    private List<? extends DomainEventMessage<?>> events(String id) {
        return log.readEvents(id, 0).asStream().toList();
    }
}
