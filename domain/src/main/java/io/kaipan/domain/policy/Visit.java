package io.kaipan.domain.policy;

import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.opportunity.InteractionId;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.project.ProjectCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * A visit on record: until there are receptions, an appointment that was kept (PTS-3).
 *
 * @param cause id of the event that put it on record
 * @param interaction as it is struck by; null when it can't be
 * @param occurredAt when they came
 */
record Visit(String cause, @Nullable InteractionId interaction, ProjectCode project, Instant occurredAt) {

    /** Whether an interaction is a visit. */
    static boolean isOne(@Nullable InteractionKind kind, boolean reached) {
        return kind == InteractionKind.APPOINTMENT && reached;
    }

    /** All visits that a lead or an opportunity has on record, struck ones too. */
    static List<Visit> recorded(String record, EventStore log) {
        return read(record, log).visits;
    }

    /** Those that stand. */
    static List<Visit> standing(String record, EventStore log) {
        Records read = read(record, log);
        return read.visits.stream()
                .filter(visit -> visit.interaction == null || !read.struck.contains(visit.interaction))
                .toList();
    }

    private record Records(List<Visit> visits, Set<InteractionId> struck) {}

    private static Records read(String record, EventStore log) {
        Records read = new Records(new ArrayList<>(), new HashSet<>());
        ProjectCode project = null;
        var events = log.readEvents(record, 0); // from the first event on, whatever snapshot there is
        while (events.hasNext()) {
            DomainEventMessage<?> message = events.next();
            switch (message.getPayload()) {
                case LeadRegistered e -> project = e.project();
                case OpportunityOpened e -> project = e.project();
                case LeadInteractionLogged e
                when isOne(e.kind(), e.reached()) ->
                    read.visits.add(
                            new Visit(message.getIdentifier(), null, Objects.requireNonNull(project), e.occurredAt()));
                case InteractionLogged e
                when isOne(e.kind(), e.reached()) ->
                    read.visits.add(new Visit(
                            message.getIdentifier(), e.interaction(), Objects.requireNonNull(project), e.occurredAt()));
                case InteractionStruck e -> read.struck.add(e.interaction());
                default -> {}
            }
        }
        return read;
    }
}
