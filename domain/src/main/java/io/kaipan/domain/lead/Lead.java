package io.kaipan.domain.lead;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneBook;
import io.kaipan.domain.lead.LeadCommand.AssignLead;
import io.kaipan.domain.lead.LeadCommand.CloseLead;
import io.kaipan.domain.lead.LeadCommand.EditLead;
import io.kaipan.domain.lead.LeadCommand.LogLeadInteraction;
import io.kaipan.domain.lead.LeadCommand.QualifyLead;
import io.kaipan.domain.lead.LeadCommand.ReactivateLead;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadEdited;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.opportunity.OpenOpportunities;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** A contact whose intention is still unsure (LEA-1), in exactly one of three states (LEA-2). */
@LoggedAs(value = "lead.Lead", revision = 2)
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Lead {
    @AggregateIdentifier
    private LeadId id;

    @DataSubject
    private CustomerId customer;

    private ProjectCode project;
    private LeadState state = LeadState.ACTIVE;
    private @Nullable UserName owner;
    private String awarenessChannel;
    private @Nullable String followUpLevel;

    @PersonalData
    private @Nullable String topic;

    @PersonalData
    private @Nullable String description;

    @PersonalData
    private @Nullable ContactPerson contact;

    /** The contact written down last, or the registration as one, so that the same report sent twice is one (LEA-8). */
    private @Nullable LeadInteractionLogged lastInteraction;

    /** When the customer was reached last; the contact that made the lead counts. */
    private Instant lastContactAt;

    private @Nullable LeadClosed closing;
    private @Nullable LeadReactivated reactivation;
    private @Nullable OpportunityId opportunity;

    /** When the lead left ACTIVE, as recorded; null while it is there. */
    private @Nullable Instant inactiveSince;

    static Lead register(LeadRegistered event) {
        apply(event);
        return new Lead();
    }

    /** Writes down that the customer was registered as a lead again (LEA-8), with all that was said about it. */
    void logAgain(LeadRegistered again) {
        if (state != LeadState.ACTIVE) {
            throw new ConcurrencyException("Lead " + id + " left ACTIVE while its place was asked for");
        }
        log(contactOf(again));
    }

    /** What a registration says as a contact on this lead, one line each, so that nothing is lost. */
    private LeadInteractionLogged contactOf(LeadRegistered registered) {
        ContactPerson person = registered.contact();
        String content = Stream.of(
                        registered.topic(),
                        registered.awarenessChannel(),
                        registered.followUpLevel(),
                        registered.description(),
                        registered.customerName(),
                        person == null ? null : person.name(),
                        person == null ? null : Objects.toString(person.phone(), null))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return new LeadInteractionLogged(
                id, customer, null, content, true, registered.occurredAt(), registered.originalAuthor());
    }

    @CommandHandler
    void decide(EditLead edit, Stamp stamp, ProjectBook projects) {
        requireMayChange(stamp.actor());
        requireActive();
        boolean unchanged = edit.topic().equals(topic)
                && edit.awarenessChannel().equals(awarenessChannel)
                && Objects.equals(edit.followUpLevel(), followUpLevel)
                && Objects.equals(edit.description(), description)
                && Objects.equals(edit.contact(), contact);
        if (unchanged) {
            return;
        }
        ProjectTerms terms = projects.terms(project);
        Instant now = stamp.at();
        ProjectRule.AWARENESS_CHANNEL_UNKNOWN.refuseIf(
                !edit.awarenessChannel().equals(awarenessChannel)
                        && !terms.hasChannel(edit.awarenessChannel(), now, now),
                "awarenessChannel");
        ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN.refuseIf(
                edit.followUpLevel() != null
                        && !edit.followUpLevel().equals(followUpLevel)
                        && !terms.hasLevel(edit.followUpLevel(), now, now),
                "followUpLevel");
        apply(new LeadEdited(
                id,
                customer,
                edit.topic(),
                edit.awarenessChannel(),
                edit.followUpLevel(),
                edit.description(),
                edit.contact(),
                terms.policyVersion()));
    }

    @CommandHandler
    void decide(AssignLead assign, Stamp stamp, UserBook users, ActiveLeads places) {
        requireMayChange(stamp.actor());
        requireActive();
        if (assign.owner().equals(owner)) {
            return;
        }
        users.requireConsultant(assign.owner(), project);
        places.reassign(id, assign.owner());
        apply(new LeadAssigned(id, customer, assign.owner(), assign.reason()));
    }

    /** A contact from before the lead left ACTIVE may still be reported afterwards (G-10). */
    @CommandHandler
    void decide(LogLeadInteraction log, Stamp stamp) {
        boolean atTheDesk = stamp.actor().is(Role.RECEPTION) && stamp.actor().isBoundTo(project.value());
        if (!atTheDesk) {
            requireMayChange(stamp.actor());
        }
        Instant occurredAt = Objects.requireNonNullElse(log.occurredAt(), stamp.at());
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        LeadRule.LEAD_NOT_ACTIVE.refuseIf(inactiveSince != null && !occurredAt.isBefore(inactiveSince));
        log(new LeadInteractionLogged(id, customer, log.kind(), log.content(), log.reached(), occurredAt, null));
    }

    private void log(LeadInteractionLogged interaction) {
        if (!interaction.equals(lastInteraction)) {
            apply(interaction);
        }
    }

    /**
     * Moves the lead to QUALIFIED (LEA-3).
     *
     * @param customerName as the books have it now
     * @return the opening of its opportunity; none when that stands already
     */
    Optional<OpportunityOpened> qualify(
            QualifyLead qualify,
            Stamp stamp,
            Supplier<String> customerName,
            ProjectBook projects,
            OpenOpportunities opportunities,
            ActiveLeads places) {
        requireMayChange(stamp.actor());
        if (qualify.opportunity().equals(opportunity)) {
            return Optional.empty();
        }
        requireActive();
        ProjectTerms terms = projects.terms(project);
        ProjectRule.PROJECT_CLOSED.refuseIf(terms.closed());
        Stage stage = terms.startingStage(qualify.stage(), stamp.at(), stamp.at());
        ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN.refuseIf(
                qualify.followUpLevel() != null && !terms.hasLevel(qualify.followUpLevel(), stamp.at(), stamp.at()),
                "followUpLevel");
        String level = qualify.followUpLevel() == null ? followUpLevel : qualify.followUpLevel();
        LeadRule.FOLLOW_UP_LEVEL_REQUIRED.refuseIf(level == null, "followUpLevel");
        OpportunityId holder = opportunities.claim(customer, project, qualify.opportunity(), owner);
        if (!holder.equals(qualify.opportunity())) {
            throw LeadRule.LEAD_HAS_OPEN_OPPORTUNITY.violation().with("opportunity", holder);
        }
        places.release(id);
        apply(new LeadQualified(id, customer, qualify.opportunity()));
        return Optional.of(new OpportunityOpened(
                qualify.opportunity(),
                customer,
                project,
                terms.defaultNameOf(customerName.get()),
                awarenessChannel,
                stage.code(),
                stage.winProbability(),
                level,
                null,
                null,
                description,
                owner,
                id,
                lastContactAt,
                stamp.at(),
                null,
                terms.policyVersion()));
    }

    CustomerId customer() {
        return customer;
    }

    @CommandHandler
    void decide(
            CloseLead close,
            Stamp stamp,
            ProjectBook projects,
            PhoneBook book,
            OpenOpportunities opportunities,
            ActiveLeads places) {
        requireMayChange(stamp.actor());
        if (closing != null && saysTheSame(close, closing)) {
            return;
        }
        requireActive();
        ProjectTerms terms = projects.terms(project);
        switch (close.outcome()) {
            case QUALIFIED -> requireRecord(close, book, opportunities);
            case UNQUALIFIED -> requireReason(close, stamp, terms);
        }
        places.release(id);
        apply(new LeadClosed(
                id,
                customer,
                close.outcome(),
                close.reason(),
                close.existingCustomer(),
                close.existingOpportunity(),
                close.note(),
                terms.policyVersion()));
    }

    private static void requireRecord(CloseLead close, PhoneBook book, OpenOpportunities opportunities) {
        LeadRule.CLOSE_OUTCOME_MIXED.refuseIf(close.reason() != null, "reason");
        CustomerId known = close.existingCustomer();
        OpportunityId existing = close.existingOpportunity();
        LeadRule.CLOSE_RECORD_REQUIRED.refuseIf(known == null && existing == null, "existingCustomer");
        LeadRule.CLOSE_RECORD_UNKNOWN.refuseIf(known != null && !book.isHolder(known), "existingCustomer");
        LeadRule.CLOSE_RECORD_UNKNOWN.refuseIf(
                existing != null && !opportunities.exists(existing), "existingOpportunity");
    }

    private static void requireReason(CloseLead close, Stamp stamp, ProjectTerms terms) {
        LeadRule.CLOSE_OUTCOME_MIXED.refuseIf(close.existingCustomer() != null, "existingCustomer");
        LeadRule.CLOSE_OUTCOME_MIXED.refuseIf(close.existingOpportunity() != null, "existingOpportunity");
        LeadRule.CLOSE_REASON_REQUIRED.refuseIf(close.reason() == null, "reason");
        ProjectRule.CLOSE_REASON_UNKNOWN.refuseIf(!terms.hasReason(close.reason(), stamp.at()), "reason");
    }

    private static boolean saysTheSame(CloseLead close, LeadClosed closing) {
        return close.outcome() == closing.outcome()
                && Objects.equals(close.reason(), closing.reason())
                && Objects.equals(close.existingCustomer(), closing.existingCustomer())
                && Objects.equals(close.existingOpportunity(), closing.existingOpportunity())
                && Objects.equals(close.note(), closing.note());
    }

    @CommandHandler
    void decide(
            ReactivateLead reactivate,
            Stamp stamp,
            ProjectBook projects,
            OpenOpportunities opportunities,
            ActiveLeads places) {
        requireMayChange(stamp.actor());
        LeadReactivated reactivated = new LeadReactivated(id, customer, reactivate.reason());
        if (state == LeadState.ACTIVE && reactivated.equals(reactivation)) {
            return;
        }
        LeadRule.LEAD_NOT_UNQUALIFIED.refuseIf(state != LeadState.UNQUALIFIED);
        ProjectRule.PROJECT_CLOSED.refuseIf(projects.terms(project).closed());
        LeadId holder = places.claim(customer, project, id, owner);
        if (!holder.equals(id)) {
            throw LeadRule.LEAD_ALREADY_ACTIVE.violation().with("lead", holder);
        }
        opportunities.find(customer, project).ifPresent(open -> {
            throw LeadRule.LEAD_HAS_OPEN_OPPORTUNITY.violation().with("opportunity", open);
        });
        apply(reactivated);
    }

    private void requireMayChange(Actor actor) {
        SharedRule.NOT_YOURS.refuseIf(!actor.mayChange(project.value(), Objects.toString(owner, null)));
    }

    private void requireActive() {
        LeadRule.LEAD_NOT_ACTIVE.refuseIf(state != LeadState.ACTIVE);
    }

    @EventSourcingHandler
    void evolve(LeadEvent event, @Timestamp Instant recordedAt) {
        switch (event) {
            case LeadRegistered e -> {
                id = e.lead();
                customer = e.customer();
                project = e.project();
                owner = e.owner();
                topic = e.topic();
                awarenessChannel = e.awarenessChannel();
                followUpLevel = e.followUpLevel();
                description = e.description();
                contact = e.contact();
                lastInteraction = contactOf(e);
                lastContactAt = e.occurredAt();
            }
            case LeadEdited e -> {
                topic = e.topic();
                awarenessChannel = e.awarenessChannel();
                followUpLevel = e.followUpLevel();
                description = e.description();
                contact = e.contact();
            }
            case LeadAssigned e -> owner = e.owner();
            case LeadInteractionLogged e -> {
                lastInteraction = e;
                if (e.reached() && e.occurredAt().isAfter(lastContactAt)) {
                    lastContactAt = e.occurredAt();
                }
            }
            case LeadQualified e -> {
                state = LeadState.QUALIFIED;
                opportunity = e.opportunity();
                inactiveSince = recordedAt;
            }
            case LeadClosed e -> {
                state = switch (e.outcome()) {
                    case QUALIFIED -> LeadState.QUALIFIED;
                    case UNQUALIFIED -> LeadState.UNQUALIFIED;
                };
                closing = e;
                inactiveSince = recordedAt;
            }
            case LeadReactivated e -> {
                state = LeadState.ACTIVE;
                closing = null;
                reactivation = e;
                inactiveSince = null;
            }
        }
    }

    private Lead() {}
}
