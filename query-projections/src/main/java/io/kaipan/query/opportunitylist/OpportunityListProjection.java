package io.kaipan.query.opportunitylist;

import static io.kaipan.query.opportunitylist.StoredContact.CONTACTS;
import static io.kaipan.query.opportunitylist.StoredOpportunity.OPPORTUNITIES;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes the opportunities. Events of one customer must come in order; those of different customers need not. */
@Component
class OpportunityListProjection implements Projection {
    private final Sealing sealing;

    OpportunityListProjection(PersonalDataVault vault) {
        this.sealing = new Sealing(vault, OpportunityList.VIEW);
    }

    @Override
    public String view() {
        return OpportunityList.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(OPPORTUNITIES, CONTACTS);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(OpportunityEvent.class, LeadInteractionLogged.class, CustomerForgotten.class);
    }

    @Override
    public Optional<Table<?>> announced() {
        return Optional.of(OPPORTUNITIES);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        switch (event) {
            case CustomerForgotten e -> wanted.all(OPPORTUNITIES, StoredOpportunity.CUSTOMER, e.customer());
            case LeadInteractionLogged e -> wanted.all(OPPORTUNITIES, StoredOpportunity.CUSTOMER, e.customer());
            case OpportunityOpened e -> wanted.made(OPPORTUNITIES, e.opportunity());
            case InteractionStruck e ->
                wanted.row(OPPORTUNITIES, e.opportunity()).all(CONTACTS, StoredContact.OPPORTUNITY, e.opportunity());
            case OpportunityEvent e -> wanted.row(OPPORTUNITIES, e.opportunity());
            default -> {}
        }
    }

    /** A customer who is forgotten, or whose lead reports a contact, may have no opportunity at all. */
    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case OpportunityOpened e -> rows.put(OPPORTUNITIES, StoredOpportunity.opened(e, recorded, sealing));
            case OpportunityEvent e -> fold(e, recorded, rows);
            case LeadInteractionLogged e ->
                rows.all(OPPORTUNITIES, StoredOpportunity.CUSTOMER, e.customer()).stream()
                        .filter(opportunity -> e.reached()
                                && e.lead().equals(opportunity.origin().lead()))
                        .forEach(opportunity -> rows.put(OPPORTUNITIES, opportunity.carried(e.occurredAt())));
            case CustomerForgotten e ->
                rows.all(OPPORTUNITIES, StoredOpportunity.CUSTOMER, e.customer())
                        .forEach(opportunity -> rows.put(OPPORTUNITIES, opportunity.blank()));
            default -> {}
        }
    }

    private void fold(OpportunityEvent event, Recorded recorded, Rows rows) {
        StoredOpportunity next = rows.get(OPPORTUNITIES, event.opportunity()).after(event, recorded, sealing);
        if (event instanceof InteractionLogged e && e.reached()) {
            rows.put(CONTACTS, new StoredContact(e.interaction(), e.opportunity(), e.occurredAt(), false));
        }
        rows.put(OPPORTUNITIES, event instanceof InteractionStruck e ? struck(e, next, rows) : next);
    }

    /** What never counted as a contact is not among them. */
    private static StoredOpportunity struck(InteractionStruck event, StoredOpportunity opportunity, Rows rows) {
        List<StoredContact> contacts = rows.all(CONTACTS, StoredContact.OPPORTUNITY, event.opportunity());
        contacts.stream()
                .filter(contact -> contact.interaction().equals(event.interaction()))
                .forEach(contact -> rows.put(CONTACTS, contact.strike()));
        return opportunity.withContacts(contacts.stream()
                .filter(contact -> !contact.struck() && !contact.interaction().equals(event.interaction()))
                .map(StoredContact::occurredAt));
    }
}
