package io.kaipan.domain.lead;

import io.kaipan.domain.customer.Customer;
import io.kaipan.domain.lead.LeadCommand.QualifyLead;
import io.kaipan.domain.opportunity.OpenOpportunities;
import io.kaipan.domain.opportunity.Opportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.shared.Stamp;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Turns a lead into an opportunity: both change together (LEA-3). */
public final class LeadQualification {
    private final Repository<Lead> leads;
    private final Repository<Customer> customers;
    private final Repository<Opportunity> opportunities;
    private final ProjectBook projects;
    private final OpenOpportunities open;
    private final ActiveLeads places;

    public LeadQualification(
            Repository<Lead> leads,
            Repository<Customer> customers,
            Repository<Opportunity> opportunities,
            ProjectBook projects,
            OpenOpportunities open,
            ActiveLeads places) {
        this.leads = leads;
        this.customers = customers;
        this.opportunities = opportunities;
        this.projects = projects;
        this.open = open;
        this.places = places;
    }

    @CommandHandler
    LeadId decide(QualifyLead qualify, Stamp stamp) throws Exception {
        Aggregate<Lead> lead = leads.load(qualify.lead().value(), stamp.expectedVersion());
        Optional<OpportunityOpened> opening =
                lead.invoke(it -> it.qualify(qualify, stamp, () -> nameOf(it), projects, open, places));
        if (opening.isPresent()) {
            opportunities.newInstance(() -> Opportunity.open(opening.get()));
        }
        return qualify.lead();
    }

    private String nameOf(Lead lead) {
        return customers.load(lead.customer().value()).invoke(Customer::name);
    }
}
