package io.kaipan.domain.lead;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.CustomerRegistration;
import io.kaipan.domain.lead.LeadCommand.RegisterLead;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.opportunity.OpenOpportunities;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.project.ProjectTerms;
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
 * Brings leads into the books together with their customers (LEA-1, CUS-2), at most one ACTIVE lead per customer and
 * project (LEA-8). Phone and place are claimed before anything is decided that depends on them.
 */
public final class LeadRegistration {
    private final Repository<Lead> leads;
    private final CustomerRegistration customers;
    private final ProjectBook projects;
    private final UserBook users;
    private final ActiveLeads places;
    private final OpenOpportunities opportunities;

    public LeadRegistration(
            Repository<Lead> leads,
            CustomerRegistration customers,
            ProjectBook projects,
            UserBook users,
            ActiveLeads places,
            OpenOpportunities opportunities) {
        this.leads = leads;
        this.customers = customers;
        this.projects = projects;
        this.users = users;
        this.places = places;
        this.opportunities = opportunities;
    }

    @CommandHandler
    LeadId decide(RegisterLead register, Stamp stamp) throws Exception {
        Instant occurredAt = Objects.requireNonNullElse(register.occurredAt(), stamp.at());
        ProjectTerms terms = projects.terms(register.project());
        requireTerms(register, stamp, terms, occurredAt);
        UserName owner = users.ownerOf(register.owner(), register.project(), stamp.actor());

        CustomerId fresh =
                new CustomerId(TypeId.of(CustomerId.PREFIX, register.lead().value()));
        CustomerId customer = customers.register(
                fresh, register.customer().name(), List.of(register.customer().phone()), null);
        LeadId active = places.claim(customer, register.project(), register.lead(), owner);
        if (!customer.equals(fresh)) {
            requireNoOpenOpportunity(customer, register.project());
        }

        LeadRegistered registered = new LeadRegistered(
                register.lead(),
                customer,
                register.project(),
                register.topic(),
                register.awarenessChannel(),
                register.followUpLevel(),
                register.description(),
                register.customer().name(),
                register.contact(),
                owner,
                occurredAt,
                register.originalAuthor(),
                terms.policyVersion());
        if (active.equals(register.lead())) {
            leads.newInstance(() -> Lead.register(registered));
        } else {
            leads.load(active.value()).execute(lead -> lead.logAgain(registered));
        }
        return active;
    }

    private void requireNoOpenOpportunity(CustomerId customer, ProjectCode project) {
        opportunities.find(customer, project).ifPresent(open -> {
            throw LeadRule.LEAD_HAS_OPEN_OPPORTUNITY.violation().with("opportunity", open);
        });
    }

    private static void requireTerms(RegisterLead register, Stamp stamp, ProjectTerms terms, Instant occurredAt) {
        ProjectRule.PROJECT_CLOSED.refuseIf(terms.closed(), "project");
        SharedRule.NOT_YOURS.refuseIf(
                !stamp.actor().isBoundTo(register.project().value()), "project");
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        ProjectRule.AWARENESS_CHANNEL_UNKNOWN.refuseIf(
                !terms.hasChannel(register.awarenessChannel(), occurredAt, stamp.at()), "awarenessChannel");
        ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN.refuseIf(
                register.followUpLevel() != null && !terms.hasLevel(register.followUpLevel(), occurredAt, stamp.at()),
                "followUpLevel");
    }
}
