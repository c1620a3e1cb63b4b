package io.kaipan.query.customerrecord;

import static io.kaipan.query.customerrecord.StoredCustomer.CUSTOMERS;
import static io.kaipan.query.customerrecord.StoredLink.LINKS;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.lead.LeadEvent;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadEdited;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.query.personaldata.BlindIndex;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the customers' records. Events of one customer must come in order; those of different customers need not. */
@Component
class CustomerRecordProjection implements Projection {
    private final Sealing sealing;
    private final BlindIndex index;

    CustomerRecordProjection(PersonalDataVault vault) {
        this.sealing = new Sealing(vault, CustomerRecords.VIEW);
        this.index = new BlindIndex(vault);
    }

    @Override
    public String view() {
        return CustomerRecords.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(CUSTOMERS, LINKS);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(CustomerEvent.class, LeadEvent.class, OpportunityEvent.class);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        switch (event) {
            case CustomerRegistered e -> {}
            case CustomerEvent e -> wanted.row(CUSTOMERS, e.customer());
            case LeadAssigned e -> wanted.row(LINKS, e.lead());
            default -> {}
        }
    }

    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case CustomerEvent e -> rows.put(CUSTOMERS, customer(e, recorded, rows));
            case LeadEvent e -> fold(e, recorded.at(), rows);
            case OpportunityEvent e -> fold(e, recorded.at(), rows);
            default -> {}
        }
    }

    private StoredCustomer customer(CustomerEvent event, Recorded recorded, Rows rows) {
        return event instanceof CustomerRegistered registered
                ? StoredCustomer.registered(registered, recorded, sealing, index)
                : rows.get(CUSTOMERS, event.customer()).after(event, recorded, sealing, index);
    }

    private static void fold(LeadEvent event, Instant at, Rows rows) {
        switch (event) {
            case LeadRegistered e ->
                rows.put(
                        LINKS,
                        new StoredLink(
                                e.lead().value(), StoredLink.Kind.LEAD, e.customer(), e.project(), e.owner(), at));
            case LeadAssigned e -> rows.put(LINKS, rows.get(LINKS, e.lead()).ownedBy(e.owner()));
            case LeadEdited e -> {}
            case LeadInteractionLogged e -> {}
            case LeadQualified e -> {}
            case LeadClosed e -> {}
            case LeadReactivated e -> {}
        }
    }

    private static void fold(OpportunityEvent event, Instant at, Rows rows) {
        switch (event) {
            case OpportunityOpened e ->
                rows.put(
                        LINKS,
                        new StoredLink(
                                e.opportunity().value(),
                                StoredLink.Kind.OPPORTUNITY,
                                e.customer(),
                                e.project(),
                                e.owner(),
                                at));
        }
    }
}
