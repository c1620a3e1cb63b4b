package io.kaipan.query.customerrecord;

import static io.kaipan.query.customerrecord.StoredCustomer.CUSTOMERS;
import static io.kaipan.query.customerrecord.StoredLink.LINKS;
import static io.kaipan.query.customerrecord.StoredRelative.RELATIVES;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomersMerged;
import io.kaipan.domain.customer.CustomerEvent.CustomersUnmerged;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkRefused;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerEvent.RelativeRemoved;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.customer.RelativeLinkState;
import io.kaipan.domain.lead.LeadEvent;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadEdited;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
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
import org.jspecify.annotations.Nullable;
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
        return List.of(CUSTOMERS, LINKS, RELATIVES);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(CustomerEvent.class, LeadEvent.class, OpportunityEvent.class, MembershipApplied.class);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        switch (event) {
            case CustomerRegistered e -> wanted.made(CUSTOMERS, e.customer());
            case CustomerEvent e -> {
                wanted.row(CUSTOMERS, e.customer());
                foreseeRelatives(e, wanted);
            }
            case LeadRegistered e -> wanted.row(CUSTOMERS, e.customer()).made(LINKS, e.lead());
            case LeadAssigned e -> wanted.row(LINKS, e.lead());
            case OpportunityAssigned e -> wanted.row(LINKS, e.opportunity());
            case OpportunityOpened e -> wanted.row(CUSTOMERS, e.customer()).made(LINKS, e.opportunity());
            case MembershipApplied e -> wanted.row(CUSTOMERS, e.customer());
            default -> {}
        }
    }

    private static void foreseeRelatives(CustomerEvent event, Wanted wanted) {
        switch (event) {
            case RelativeLinkApproved e -> wanted.row(RELATIVES, StoredRelative.key(e.customer(), e.relative()));
            case RelativeLinkRefused e -> wanted.row(RELATIVES, StoredRelative.key(e.customer(), e.relative()));
            case RelativeRemoved e -> wanted.row(RELATIVES, StoredRelative.key(e.customer(), e.relative()));
            case CustomerForgotten e -> wanted.all(RELATIVES, StoredRelative.CUSTOMER, e.customer());
            default -> {}
        }
    }

    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case CustomerEvent e -> {
                StoredCustomer after = customer(e, recorded, rows);
                moveLinks(e, after, rows);
                rows.put(CUSTOMERS, after);
                foldRelatives(e, recorded, rows);
            }
            case LeadEvent e -> fold(e, recorded.at(), rows);
            case OpportunityEvent e -> fold(e, recorded.at(), rows);
            case MembershipApplied e ->
                rows.put(
                        LINKS,
                        new StoredLink(
                                e.account().value(),
                                StoredLink.Kind.MEMBERSHIP,
                                present(e.customer(), rows),
                                e.customer(),
                                e.project(),
                                null,
                                recorded.at()));
            default -> {}
        }
    }

    private StoredCustomer customer(CustomerEvent event, Recorded recorded, Rows rows) {
        return event instanceof CustomerRegistered registered
                ? StoredCustomer.registered(registered, recorded, sealing, index)
                : rows.get(CUSTOMERS, event.customer()).after(event, recorded, sealing, index);
    }

    /** Lets a customer's records follow when somebody else begins or ceases to stand for them (CUS-4). */
    private static void moveLinks(CustomerEvent event, StoredCustomer after, Rows rows) {
        boolean moves =
                switch (event) {
                    case CustomersMerged e -> !e.survivor().equals(e.customer());
                    case CustomersUnmerged e -> !e.survivor().equals(e.customer());
                    default -> false;
                };
        if (moves) {
            CustomerId home = after.id();
            CustomerId next = after.survivor() == null ? home : after.survivor();
            rows.all(LINKS, StoredLink.CUSTOMER, present(home, rows)).stream()
                    .filter(link -> link.home().equals(home))
                    .forEach(link -> rows.put(LINKS, link.under(next)));
        }
    }

    /** Who stands for a customer now. */
    private static CustomerId present(CustomerId customer, Rows rows) {
        CustomerId survivor = rows.get(CUSTOMERS, customer).survivor();
        return survivor == null ? customer : survivor;
    }

    private void foldRelatives(CustomerEvent event, Recorded recorded, Rows rows) {
        switch (event) {
            case RelativeLinked e -> rows.put(RELATIVES, StoredRelative.linked(e, recorded, sealing));
            case RelativeLinkApproved e ->
                decide(e.customer(), e.relative(), RelativeLinkState.APPROVED, null, recorded, rows);
            case RelativeLinkRefused e ->
                decide(e.customer(), e.relative(), RelativeLinkState.REFUSED, e.reason(), recorded, rows);
            case RelativeRemoved e ->
                decide(e.customer(), e.relative(), RelativeLinkState.REMOVED, e.reason(), recorded, rows);
            case CustomerForgotten e ->
                rows.all(RELATIVES, StoredRelative.CUSTOMER, e.customer())
                        .forEach(link -> rows.put(RELATIVES, link.blank()));
            default -> {}
        }
    }

    private void decide(
            CustomerId customer,
            CustomerId relative,
            RelativeLinkState state,
            @Nullable String reason,
            Recorded recorded,
            Rows rows) {
        rows.put(
                RELATIVES,
                rows.get(RELATIVES, StoredRelative.key(customer, relative)).decided(state, reason, recorded, sealing));
    }

    private static void fold(LeadEvent event, Instant at, Rows rows) {
        switch (event) {
            case LeadRegistered e ->
                rows.put(
                        LINKS,
                        new StoredLink(
                                e.lead().value(),
                                StoredLink.Kind.LEAD,
                                present(e.customer(), rows),
                                e.customer(),
                                e.project(),
                                e.owner(),
                                at));
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
                                present(e.customer(), rows),
                                e.customer(),
                                e.project(),
                                e.owner(),
                                at));
            case OpportunityAssigned e ->
                rows.put(LINKS, rows.get(LINKS, e.opportunity()).ownedBy(e.owner()));
            default -> {} // nothing else tells whose customer it is
        }
    }
}
