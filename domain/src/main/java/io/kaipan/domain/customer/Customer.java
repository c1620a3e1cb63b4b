package io.kaipan.domain.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.customer.CustomerCare.Care;
import io.kaipan.domain.customer.CustomerCommand.ApproveRelativeLink;
import io.kaipan.domain.customer.CustomerCommand.ChangeCustomerDetails;
import io.kaipan.domain.customer.CustomerCommand.LinkRelative;
import io.kaipan.domain.customer.CustomerCommand.RefuseRelativeLink;
import io.kaipan.domain.customer.CustomerCommand.RemoveRelative;
import io.kaipan.domain.customer.CustomerCommand.RenameCustomer;
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
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A person in the books (CUS-1 to CUS-3) with their relatives (CUS-5), until merged into another (CUS-4) or forgotten (G-5). */
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

    /** Names of customers who were merged into this one. */
    @PersonalData
    private @Nullable List<String> otherNames = List.of();

    @PersonalData
    private @Nullable List<Absorbed> absorbed = List.of();

    /** Into whom this customer was merged, and who stands for them now: who that one was merged into in turn. */
    private @Nullable CustomerId mergedInto;

    private @Nullable CustomerId survivor;
    /** Whose merges into this one were undone. */
    private Set<CustomerId> parted = Set.of();

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
        requireStandsAlone();
        if (!rename.name().equals(name)) {
            apply(new CustomerRenamed(id, rename.name(), rename.reason()));
        }
    }

    @CommandHandler
    void decide(ChangeCustomerDetails change, Stamp stamp, CustomerCare care, PhoneBook book) {
        requireOwn(stamp.actor(), care);
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        requireStandsAlone();
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

    /**
     * Whether the actor may have this person forgotten.
     *
     * @return who was merged into them, and is forgotten with them
     */
    List<CustomerId> forgettable(Actor actor, CustomerCare care) {
        if (!actor.is(Role.ADMIN)) {
            requireOwn(actor, care);
        }
        if (forgotten) {
            return List.of();
        }
        requireStandsAlone();
        return person().along();
    }

    void forget(String reason, PhoneBook book, PersonalDataKeys keys) {
        if (!forgotten) {
            book.releaseAll(id);
            keys.destroy(id);
            apply(new CustomerForgotten(id, reason));
        }
    }

    /**
     * Who this is, for a merge.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link SharedRule#CUSTOMER_FORGOTTEN},
     *     {@link CustomerRule#CUSTOMER_MERGED}
     */
    Person person() {
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        requireStandsAlone();
        return new Person(
                id,
                Objects.requireNonNull(name),
                Objects.requireNonNull(phones),
                Objects.requireNonNull(otherNames),
                details,
                Objects.requireNonNull(absorbed).stream()
                        .flatMap(one -> Stream.concat(Stream.of(one.customer()), one.along().stream()))
                        .toList());
    }

    boolean isMergedInto(CustomerId other) {
        return other.equals(mergedInto);
    }

    /** Takes another customer in, as their survivor. */
    void absorb(Person merged, MergeOutcome outcome, String reason) {
        apply(new CustomersMerged(
                id,
                id,
                merged.id(),
                merged.along(),
                outcome.phones(),
                outcome.otherNames(),
                outcome.details(),
                reason));
    }

    /** Goes with a merged customer, or is that one. */
    void follow(CustomerId newSurvivor, Person merged, String reason) {
        apply(new CustomersMerged(
                id,
                newSurvivor,
                merged.id(),
                merged.along(),
                List.of(),
                Objects.requireNonNull(otherNames),
                details,
                reason));
    }

    /** Whether a merge of that customer was undone last. */
    boolean hasParted(CustomerId merged) {
        return parted.contains(merged);
    }

    /** What this customer gained when that one was merged into them. */
    Absorbed absorbed(CustomerId merged) {
        person();
        return Objects.requireNonNull(absorbed).stream()
                .filter(one -> one.customer().equals(merged))
                .findFirst()
                .orElseThrow(() -> CustomerRule.NOT_MERGED.violation().at("merged"));
    }

    /**
     * Gives back what a merge brought, as far as it is still there.
     *
     * @return the numbers that go back
     */
    List<PhoneNumber> partWith(Absorbed parting, String reason) {
        List<PhoneNumber> all = Objects.requireNonNull(phones);
        List<PhoneNumber> back = all.stream().filter(parting.phones()::contains).toList();
        List<PhoneNumber> kept =
                all.stream().filter(phone -> !back.contains(phone)).toList();
        CustomerRule.PHONE_REQUIRED.refuseIf(back.isEmpty() || kept.isEmpty());
        apply(new CustomersUnmerged(
                id,
                id,
                parting.customer(),
                parting.along(),
                kept,
                Objects.requireNonNull(otherNames).stream()
                        .filter(other -> !parting.names().contains(other))
                        .toList(),
                CustomerDetails.orNull(Person.known(details).without(Person.known(parting.details()))),
                reason));
        return back;
    }

    /** Leaves a survivor, or goes with who leaves. @param back the numbers of the one who leaves */
    void standAlone(CustomerId survivor, Absorbed parting, List<PhoneNumber> back, String reason) {
        boolean leaves = parting.customer().equals(id);
        apply(new CustomersUnmerged(
                id,
                survivor,
                parting.customer(),
                parting.along(),
                leaves ? back : List.of(),
                Objects.requireNonNull(otherNames),
                details,
                reason));
    }

    private void requireStandsAlone() {
        if (survivor != null) {
            throw CustomerRule.CUSTOMER_MERGED.violation().with("survivor", survivor);
        }
    }

    @CommandHandler
    void decide(LinkRelative link, Stamp stamp, CustomerCare care, PhoneBook book, RelativePairs pairs) {
        requireOwn(stamp.actor(), care);
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten);
        requireStandsAlone();
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

    /** What that relative is to this customer, if the link is approved (CUS-5). */
    public Optional<Relation> approvedRelation(CustomerId relative) {
        return relative(relative)
                .filter(link -> link.state() == RelativeLinkState.APPROVED)
                .map(RelativeLink::relation);
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
            case CustomersMerged e -> merged(e);
            case CustomersUnmerged e -> unmerged(e);
            case CustomerForgotten e -> {
                name = null;
                phones = null;
                details = null;
                relatives = null;
                otherNames = null;
                absorbed = null;
                forgotten = true;
            }
        }
    }

    private void merged(CustomersMerged e) {
        if (e.survivor().equals(id)) {
            parted = parted.stream().filter(other -> !other.equals(e.merged())).collect(Collectors.toSet());
            absorbed = plus(absorbed, gain(e));
        } else {
            survivor = e.survivor();
            mergedInto = e.merged().equals(id) ? e.survivor() : mergedInto;
        }
        phones = e.phones();
        otherNames = e.otherNames();
        details = e.details();
    }

    /** What a merge adds to what is known so far; nothing once the customer is forgotten. */
    private Absorbed gain(CustomersMerged e) {
        return new Absorbed(
                e.merged(),
                e.along(),
                more(e.phones(), phones),
                more(e.otherNames(), otherNames),
                CustomerDetails.orNull(Person.known(e.details()).without(Person.known(details))));
    }

    private static <T> List<T> more(@Nullable List<T> after, @Nullable List<T> before) {
        return after == null || before == null
                ? List.of()
                : after.stream().filter(one -> !before.contains(one)).toList();
    }

    private void unmerged(CustomersUnmerged e) {
        if (e.survivor().equals(id)) {
            parted = Stream.concat(parted.stream(), Stream.of(e.merged())).collect(Collectors.toSet());
            absorbed = known(absorbed).stream()
                    .filter(one -> !one.customer().equals(e.merged()))
                    .toList();
        } else if (e.merged().equals(id)) {
            survivor = null;
            mergedInto = null;
        } else {
            survivor = e.merged();
        }
        phones = e.phones();
        otherNames = e.otherNames();
        details = e.details();
    }

    /** A list out of a snapshot reads null once the customer is forgotten, and events may follow it. */
    private static <T> List<T> known(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> List<T> plus(@Nullable List<T> list, T last) {
        return Stream.concat(known(list).stream(), Stream.of(last)).toList();
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
