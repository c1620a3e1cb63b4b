package io.kaipan.domain.opportunity;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.customer.CustomerCare;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.CustomerRegistration;
import io.kaipan.domain.opportunity.OpportunityCommand.OpenOpportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/**
 * Opens opportunities directly (OPP-1), for customers in the books or new ones (CUS-2), at most one open per customer and
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
        requireTerms(open, stamp, terms, occurredAt);
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

    private static void requireTerms(OpenOpportunity open, Stamp stamp, ProjectTerms terms, Instant occurredAt) {
        ProjectRule.PROJECT_CLOSED.refuseIf(terms.closed(), "project");
        SharedRule.NOT_YOURS.refuseIf(!stamp.actor().isBoundTo(open.project().value()), "project");
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        ProjectRule.AWARENESS_CHANNEL_UNKNOWN.refuseIf(
                !terms.hasChannel(open.awarenessChannel(), occurredAt, stamp.at()), "awarenessChannel");
        ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN.refuseIf(
                !terms.hasLevel(open.followUpLevel(), occurredAt, stamp.at()), "followUpLevel");
        Opportunity.requireSoundEstimate(open.estimatedValue(), open.closeDate(), occurredAt, terms);
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
