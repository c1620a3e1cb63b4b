package io.kaipan.domain.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.customer.CustomerCare.Care;
import io.kaipan.domain.customer.CustomerCommand.ApproveRelativeLink;
import io.kaipan.domain.customer.CustomerCommand.ChangeCustomerDetails;
import io.kaipan.domain.customer.CustomerCommand.ForgetCustomer;
import io.kaipan.domain.customer.CustomerCommand.LinkRelative;
import io.kaipan.domain.customer.CustomerCommand.RefuseRelativeLink;
import io.kaipan.domain.customer.CustomerCommand.RemoveRelative;
import io.kaipan.domain.customer.CustomerCommand.RenameCustomer;
import io.kaipan.domain.customer.CustomerEvent.CustomerDetailsChanged;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomerRenamed;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkRefused;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerEvent.RelativeRemoved;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A person in the books (CUS-1 to CUS-3) with their relatives (CUS-5), until forgotten (G-5). */
@LoggedAs("customer.Customer")
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Customer {
    @AggregateIdentifier
    @DataSubject
    private CustomerId id;

    @PersonalData
    private @Nullable String name;

    @PersonalData
    private @Nullable List<PhoneNumber> phones;

    @PersonalData
    private @Nullable CustomerDetails details;

    /** Links to relatives, one for each, as decided last. */
    @PersonalData
    private @Nullable List<RelativeLink> relatives = List.of();

    private @Nullable String registeredBy;
    private boolean forgotten;

    static Customer register(CustomerRegistered event) {
        apply(event);
        return new Customer();
    }

    @CommandHandler
    void decide(RenameCustomer rename, Stamp stamp, CustomerCare care) {
        requireOwn(stamp.actor(), care);
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        if (!rename.name().equals(name)) {
            apply(new CustomerRenamed(id, rename.name(), rename.reason()));
        }
    }

    @CommandHandler
    void decide(ChangeCustomerDetails change, Stamp stamp, CustomerCare care, PhoneBook book) {
        requireOwn(stamp.actor(), care);
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        List<PhoneNumber> after = change.phones().stream().distinct().toList();
        CustomerRule.PHONE_REQUIRED.refuseIf(after.isEmpty(), "phones");
        CustomerDetails detailsAfter = CustomerDetails.orNull(change.details());
        List<PhoneNumber> before = Objects.requireNonNull(phones);
        if (after.equals(before) && Objects.equals(detailsAfter, details)) {
            return;
        }
        after.stream().filter(phone -> !before.contains(phone)).sorted().forEach(phone -> {
            boolean taken = !book.claim(phone, id).equals(id);
            CustomerRule.PHONE_TAKEN.refuseIf(taken, "phones[" + change.phones().indexOf(phone) + "]");
        });
        before.stream().filter(phone -> !after.contains(phone)).forEach(phone -> book.release(phone, id));
        apply(new CustomerDetailsChanged(id, after, detailsAfter, change.reason()));
    }

    @CommandHandler
    void decide(ForgetCustomer forget, Stamp stamp, CustomerCare care, PhoneBook book, PersonalDataKeys keys) {
        if (!stamp.actor().is(Role.ADMIN)) {
            requireOwn(stamp.actor(), care);
        }
        if (!forgotten) {
            book.releaseAll(id);
            keys.destroy(id);
            apply(new CustomerForgotten(id, forget.reason()));
        }
    }

    @CommandHandler
    void decide(LinkRelative link, Stamp stamp, CustomerCare care, PhoneBook book, RelativePairs pairs) {
        requireOwn(stamp.actor(), care);
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        if (relative(link.relative())
                .filter(known -> known.says(link.relation(), link.proof()))
                .isPresent()) {
            return;
        }
        CustomerRule.RELATIVE_IS_SELF.refuseIf(link.relative().equals(id), "relative");
        CustomerRule.RELATIVE_UNKNOWN.refuseIf(!book.isHolder(link.relative()), "relative");
        CustomerRule.RELATIVE_ALREADY_LINKED.refuseIf(!pairs.claim(id, link.relative()), "relative");
        apply(new RelativeLinked(id, link.relative(), link.relation(), link.proof()));
    }

    @CommandHandler
    void decide(ApproveRelativeLink approve, Stamp stamp, CustomerCare care, PhoneBook book) {
        requireOwn(stamp.actor(), care);
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        RelativeLink link = linked(approve.relative());
        if (link.state() == RelativeLinkState.APPROVED) {
            return;
        }
        CustomerRule.RELATIVE_NOT_LINKED.refuseIf(!link.stands(), "relative");
        SharedRule.OWN_REQUEST.refuseIf(stamp.actor().user().equals(link.askedBy()));
        CustomerRule.RELATIVE_UNKNOWN.refuseIf(!book.isHolder(link.relative()), "relative");
        apply(new RelativeLinkApproved(id, link.relative()));
    }

    @CommandHandler
    void decide(RefuseRelativeLink refuse, Stamp stamp, CustomerCare care, RelativePairs pairs) {
        requireOwn(stamp.actor(), care);
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        RelativeLink link = linked(refuse.relative());
        if (link.state() == RelativeLinkState.REFUSED) {
            return;
        }
        CustomerRule.RELATIVE_APPROVED.refuseIf(link.state() == RelativeLinkState.APPROVED, "relative");
        CustomerRule.RELATIVE_NOT_LINKED.refuseIf(!link.stands(), "relative");
        pairs.release(id, link.relative());
        apply(new RelativeLinkRefused(id, link.relative(), refuse.reason()));
    }

    @CommandHandler
    void decide(RemoveRelative remove, Stamp stamp, CustomerCare care, RelativePairs pairs) {
        requireOwn(stamp.actor(), care);
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        RelativeLink link = linked(remove.relative());
        if (link.state() == RelativeLinkState.REMOVED) {
            return;
        }
        CustomerRule.RELATIVE_NOT_LINKED.refuseIf(!link.stands(), "relative");
        CustomerRule.RELATIVE_APPROVED.refuseIf(
                link.state() == RelativeLinkState.APPROVED && !stamp.actor().is(Role.SALES_MANAGER), "relative");
        pairs.release(id, link.relative());
        apply(new RelativeRemoved(id, link.relative(), remove.reason()));
    }

    private Optional<RelativeLink> relative(CustomerId relative) {
        return known(relatives).stream()
                .filter(link -> link.relative().equals(relative))
                .findFirst();
    }

    private RelativeLink linked(CustomerId relative) {
        return relative(relative)
                .orElseThrow(() -> CustomerRule.RELATIVE_NOT_LINKED.violation().at("relative"));
    }

    /**
     * The row rule (G-8); a customer in nobody's care belongs to the managers and to who entered them.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link SharedRule#NOT_YOURS}
     */
    public void requireOwn(Actor actor, CustomerCare care) {
        List<Care> carers = care.of(id);
        boolean own = carers.isEmpty()
                ? actor.is(Role.SALES_MANAGER) || actor.user().equals(registeredBy)
                : carers.stream()
                        .anyMatch(carer ->
                                actor.mayChange(carer.project().value(), Objects.toString(carer.owner(), null)));
        SharedRule.NOT_YOURS.refuseIf(!own);
    }

    /**
     * The name in the books.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link SharedRule#CUSTOMER_FORGOTTEN}
     */
    public String name() {
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        return Objects.requireNonNull(name);
    }

    @EventSourcingHandler
    void evolve(CustomerEvent event, @MetaDataValue(Stamp.USER) @Nullable String user) {
        switch (event) {
            case CustomerRegistered e -> {
                id = e.customer();
                name = e.name();
                phones = e.phones();
                details = e.details();
                registeredBy = user;
            }
            case CustomerRenamed e -> name = e.name();
            case CustomerDetailsChanged e -> {
                phones = e.phones();
                details = e.details();
            }
            case RelativeLinked e ->
                relate(new RelativeLink(e.relative(), e.relation(), e.proof(), RelativeLinkState.ASKED, user));
            case RelativeLinkApproved e -> decided(e.relative(), RelativeLinkState.APPROVED);
            case RelativeLinkRefused e -> decided(e.relative(), RelativeLinkState.REFUSED);
            case RelativeRemoved e -> decided(e.relative(), RelativeLinkState.REMOVED);
            case CustomerForgotten e -> {
                name = null;
                phones = null;
                details = null;
                relatives = null;
                forgotten = true;
            }
        }
    }

    /** A list out of a snapshot reads null once the customer is forgotten, and events may follow it. */
    private static <T> List<T> known(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private void decided(CustomerId relative, RelativeLinkState state) {
        relative(relative).ifPresent(link -> relate(link.now(state)));
    }

    private void relate(RelativeLink link) {
        relatives = Stream.concat(
                        known(relatives).stream()
                                .filter(other -> !other.relative().equals(link.relative())),
                        Stream.of(link))
                .toList();
    }

    private Customer() {}
}
