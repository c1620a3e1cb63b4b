package io.kaipan.domain.opportunity;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.customer.CustomerCare;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.CustomerRegistration;
import io.kaipan.domain.opportunity.OpportunityCommand.OpenOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.RecordClosedOpportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityWon;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/**
 * Opens opportunities directly, or writes down those that had ended (OPP-1), for customers in the books or new ones (CUS-2), at most one open per customer and
 * project (OPP-6). Phone and place are claimed before anything is decided that depends on them.
 */
public final class OpportunityOpening {
    private final Repository<Opportunity> opportunities;
    private final Repository<Customer> customers;
    private final CustomerRegistration registration;
    private final CustomerCare care;
    private final ProjectBook projects;
    private final UserBook users;
    private final OpenOpportunities places;

    public OpportunityOpening(
            Repository<Opportunity> opportunities,
            Repository<Customer> customers,
            CustomerRegistration registration,
            CustomerCare care,
            ProjectBook projects,
            UserBook users,
            OpenOpportunities places) {
        this.opportunities = opportunities;
        this.customers = customers;
        this.registration = registration;
        this.care = care;
        this.projects = projects;
        this.users = users;
        this.places = places;
    }

    @CommandHandler
    OpportunityId decide(OpenOpportunity open, Stamp stamp) throws Exception {
        Instant occurredAt = Objects.requireNonNullElse(open.occurredAt(), stamp.at());
        ProjectTerms terms = projects.terms(open.project());
        requireTerms(terms, open.project(), open.awarenessChannel(), open.followUpLevel(), occurredAt, stamp);
        Opportunity.requireSoundEstimate(open.estimatedValue(), open.closeDate(), occurredAt, terms);
        Stage stage = terms.startingStage(open.stage(), occurredAt, stamp.at());
        UserName owner = users.ownerOf(open.owner(), open.project(), stamp.actor());

        CustomerId customer = customerOf(open, stamp);
        Opportunity.requirePlace(places.claim(customer, open.project(), open.opportunity(), owner), open.opportunity());
        String nameInTheBooks = customers.load(customer.value()).invoke(Customer::name);

        OpportunityOpened opened = new OpportunityOpened(
                open.opportunity(),
                customer,
                open.project(),
                Objects.requireNonNullElseGet(open.name(), () -> terms.defaultNameOf(nameInTheBooks)),
                open.awarenessChannel(),
                stage.code(),
                stage.winProbability(),
                open.followUpLevel(),
                open.estimatedValue(),
                open.closeDate(),
                open.description(),
                owner,
                null,
                null,
                occurredAt,
                open.originalAuthor(),
                terms.policyVersion());
        opportunities.newInstance(() -> Opportunity.open(opened));
        return open.opportunity();
    }

    /** What is written down of the past had ended: it takes no place, and is not refused for one that is open (G-10). */
    @CommandHandler
    OpportunityId decide(RecordClosedOpportunity past, Stamp stamp) throws Exception {
        ProjectTerms terms = projects.terms(past.project());
        requireTerms(terms, past.project(), past.awarenessChannel(), past.followUpLevel(), past.occurredAt(), stamp);
        Opportunity.requireSoundEstimate(past.estimatedValue(), null, past.occurredAt(), terms);
        requireSoundEnding(past, terms, stamp);
        Stage stage = terms.startingStage(past.stage(), past.occurredAt(), stamp.at());
        UserName owner = users.ownerOf(past.owner(), past.project(), stamp.actor());

        CustomerId customer = registration.register(
                new CustomerId(TypeId.of(CustomerId.PREFIX, past.opportunity().value())),
                past.customer().name(),
                List.of(past.customer().phone()),
                null);
        places.noteClosed(customer, past.project(), past.opportunity(), owner);
        String nameInTheBooks = customers.load(customer.value()).invoke(Customer::name);
        OpportunityOpened opened = new OpportunityOpened(
                past.opportunity(),
                customer,
                past.project(),
                Objects.requireNonNullElseGet(past.name(), () -> terms.defaultNameOf(nameInTheBooks)),
                past.awarenessChannel(),
                stage.code(),
                stage.winProbability(),
                past.followUpLevel(),
                past.estimatedValue(),
                null,
                past.description(),
                owner,
                null,
                null,
                past.occurredAt(),
                past.originalAuthor(),
                terms.policyVersion());
        opportunities
                .newInstance(() -> Opportunity.open(opened))
                .execute(opportunity -> opportunity.end(ending(past, customer, stage, terms)));
        return past.opportunity();
    }

    private static void requireSoundEnding(RecordClosedOpportunity past, ProjectTerms terms, Stamp stamp) {
        SharedRule.TIME_IN_FUTURE.refuseIf(past.closedAt().isAfter(stamp.at()), "closedAt");
        OpportunityRule.CLOSED_BEFORE_OPENING.refuseIf(past.closedAt().isBefore(past.occurredAt()), "closedAt");
        boolean lost = past.outcome() == OpportunityOutcome.LOST;
        OpportunityRule.LOSS_REASON_REQUIRED.refuseIf(lost && past.reason() == null, "reason");
        ProjectRule.CLOSE_REASON_UNKNOWN.refuseIf(
                past.reason() != null && !terms.hasReason(past.reason(), past.closedAt(), stamp.at()), "reason");
        OpportunityRule.NOT_SAID_OF_WON.refuseIf(!lost && past.competitor() != null, "competitor");
        OpportunityRule.NOT_SAID_OF_WON.refuseIf(!lost && past.note() != null, "note");
    }

    private static OpportunityEvent ending(
            RecordClosedOpportunity past, CustomerId customer, Stage stage, ProjectTerms terms) {
        Duration open = Duration.between(past.occurredAt(), past.closedAt());
        return switch (past.outcome()) {
            case WON ->
                new OpportunityWon(
                        past.opportunity(),
                        customer,
                        stage.code(),
                        past.reason(),
                        open,
                        past.closedAt(),
                        past.originalAuthor(),
                        terms.policyVersion());
            case LOST ->
                new OpportunityLost(
                        past.opportunity(),
                        customer,
                        stage.code(),
                        Objects.requireNonNull(past.reason()),
                        past.competitor(),
                        past.note(),
                        open,
                        past.closedAt(),
                        past.originalAuthor(),
                        terms.policyVersion());
        };
    }

    private static void requireTerms(
            ProjectTerms terms,
            ProjectCode project,
            String awarenessChannel,
            String followUpLevel,
            Instant occurredAt,
            Stamp stamp) {
        ProjectRule.PROJECT_CLOSED.refuseIf(terms.closed(), "project");
        SharedRule.NOT_YOURS.refuseIf(!stamp.actor().isBoundTo(project.value()), "project");
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        ProjectRule.AWARENESS_CHANNEL_UNKNOWN.refuseIf(
                !terms.hasChannel(awarenessChannel, occurredAt, stamp.at()), "awarenessChannel");
        ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN.refuseIf(
                !terms.hasLevel(followUpLevel, occurredAt, stamp.at()), "followUpLevel");
    }

    /** A customer named by id must be in the sender's care, or anybody could make any customer their own (G-8). */
    private CustomerId customerOf(OpenOpportunity open, Stamp stamp) throws Exception {
        OpportunityRule.CUSTOMER_REQUIRED.refuseIf(
                (open.customer() == null) == (open.existingCustomer() == null), "customer");
        if (open.customer() == null) {
            CustomerId known = Objects.requireNonNull(open.existingCustomer());
            customers.load(known.value()).execute(customer -> customer.requireOwn(stamp.actor(), care));
            return known;
        }
        return registration.register(
                new CustomerId(TypeId.of(CustomerId.PREFIX, open.opportunity().value())),
                open.customer().name(),
                List.of(open.customer().phone()),
                null);
    }
}
