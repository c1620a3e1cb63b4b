package io.kaipan.query.leadlist;

import static io.kaipan.query.leadlist.StoredCustomer.CUSTOMERS;
import static io.kaipan.query.leadlist.StoredLead.LEADS;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.customer.CustomerEvent.CustomerDetailsChanged;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomerRenamed;
import io.kaipan.domain.customer.CustomerEvent.CustomersMerged;
import io.kaipan.domain.customer.CustomerEvent.CustomersUnmerged;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkRefused;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerEvent.RelativeRemoved;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.lead.LeadEvent;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.query.personaldata.BlindIndex;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes the lists of leads. Events of one customer must come in order; those of different customers need not. */
@Component
class LeadListProjection implements Projection {
    private final Sealing sealing;
    private final BlindIndex index;

    LeadListProjection(PersonalDataVault vault) {
        this.sealing = new Sealing(vault, LeadList.VIEW);
        this.index = new BlindIndex(vault);
    }

    @Override
    public String view() {
        return LeadList.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(CUSTOMERS, LEADS);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(CustomerEvent.class, LeadEvent.class);
    }

    @Override
    public Optional<Table<?>> announced() {
        return Optional.of(LEADS);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        switch (event) {
            case CustomerRegistered e -> wanted.made(CUSTOMERS, e.customer());
            case CustomerEvent e -> wanted.row(CUSTOMERS, e.customer()).all(LEADS, StoredLead.CUSTOMER, e.customer());
            case LeadRegistered e -> wanted.row(CUSTOMERS, e.customer()).made(LEADS, e.lead());
            case LeadEvent e -> wanted.row(LEADS, e.lead());
            default -> {}
        }
    }

    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case CustomerEvent e -> fold(e, rows);
            case LeadEvent e -> rows.put(LEADS, lead(e, recorded, rows));
            default -> {}
        }
    }

    private StoredLead lead(LeadEvent event, Recorded recorded, Rows rows) {
        return event instanceof LeadRegistered registered
                ? StoredLead.registered(
                        registered, rows.get(CUSTOMERS, registered.customer()).tokens(), recorded, sealing, index)
                : rows.get(LEADS, event.lead()).after(event, recorded, sealing);
    }

    private void fold(CustomerEvent event, Rows rows) {
        switch (event) {
            case CustomerRegistered e ->
                rows.put(
                        CUSTOMERS,
                        StoredCustomer.forgotten(e.customer())
                                .named(e.name(), sealing, index)
                                .reachedAt(e.phones(), sealing, index));
            case CustomerRenamed e -> change(known(e, rows).named(e.name(), sealing, index), rows);
            case CustomerDetailsChanged e -> change(known(e, rows).reachedAt(e.phones(), sealing, index), rows);
            case CustomersMerged e -> {
                if (e.survivor().equals(e.customer())) {
                    change(known(e, rows).reachedAt(e.phones(), sealing, index), rows);
                } else {
                    rows.put(CUSTOMERS, known(e, rows).stoodForBy(e.survivor()));
                }
            }
            case CustomersUnmerged e -> {
                if (e.survivor().equals(e.customer())) {
                    change(known(e, rows).reachedAt(e.phones(), sealing, index), rows);
                } else if (e.merged().equals(e.customer())) {
                    change(known(e, rows).reachedAt(e.phones(), sealing, index).stoodForBy(null), rows);
                } else {
                    rows.put(CUSTOMERS, known(e, rows).stoodForBy(e.merged()));
                }
            }
            case RelativeLinked e -> {}
            case RelativeLinkApproved e -> {}
            case RelativeLinkRefused e -> {}
            case RelativeRemoved e -> {}
            case CustomerForgotten e -> change(known(e, rows).blank(), rows);
        }
    }

    private static StoredCustomer known(CustomerEvent event, Rows rows) {
        return rows.get(CUSTOMERS, event.customer());
    }

    /** Lets the leads of a changed customer follow: found by the new tokens, or blank. */
    private static void change(StoredCustomer customer, Rows rows) {
        rows.put(CUSTOMERS, customer);
        rows.all(LEADS, StoredLead.CUSTOMER, customer.id()).forEach(lead -> rows.put(LEADS, lead.following(customer)));
    }
}
