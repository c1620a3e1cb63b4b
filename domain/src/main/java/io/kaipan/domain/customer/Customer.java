package io.kaipan.domain.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.customer.CustomerCare.Care;
import io.kaipan.domain.customer.CustomerCommand.ChangeCustomerDetails;
import io.kaipan.domain.customer.CustomerCommand.ForgetCustomer;
import io.kaipan.domain.customer.CustomerCommand.RenameCustomer;
import io.kaipan.domain.customer.CustomerEvent.CustomerDetailsChanged;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerEvent.CustomerRenamed;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A person in the books (CUS-1 to CUS-3), until forgotten (G-5). */
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

    /** The row rule (G-8); a customer in nobody's care belongs to the managers and to who entered them. */
    private void requireOwn(Actor actor, CustomerCare care) {
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
            case CustomerForgotten e -> {
                name = null;
                phones = null;
                details = null;
                forgotten = true;
            }
        }
    }

    private Customer() {}
}
