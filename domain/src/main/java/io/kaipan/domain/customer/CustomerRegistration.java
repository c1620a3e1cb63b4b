package io.kaipan.domain.customer;

import io.kaipan.domain.customer.CustomerCommand.RegisterCustomer;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Brings people into the books, each once (CUS-1, CUS-2). Numbers are claimed before anything is decided, so that of
 * simultaneous registrations under one number one makes the customer and the others are answered with it.
 */
public final class CustomerRegistration {
    private final Repository<Customer> customers;
    private final PhoneBook book;
    private final PersonalDataKeys keys;

    public CustomerRegistration(Repository<Customer> customers, PhoneBook book, PersonalDataKeys keys) {
        this.customers = customers;
        this.book = book;
        this.keys = keys;
    }

    @CommandHandler
    CustomerId decide(RegisterCustomer register) throws Exception {
        CustomerRule.PHONE_REQUIRED.refuseIf(register.phones().isEmpty(), "phones");
        return register(
                register.customer(), register.name(), register.phones(), CustomerDetails.orNull(register.details()));
    }

    /**
     * Registers a person unless somebody holds one of the numbers already.
     *
     * @param customer the id of the customer to be
     * @param phones at least one
     * @return the customer who holds the numbers now
     * @throws io.kaipan.domain.shared.RuleViolation {@link CustomerRule#PHONE_TAKEN} at {@code phones[i]} when they
     *     belong to several others
     */
    public CustomerId register(
            CustomerId customer, String name, List<PhoneNumber> phones, @Nullable CustomerDetails details)
            throws Exception {
        Set<CustomerId> others = new LinkedHashSet<>();
        List<PhoneNumber> distinct = phones.stream().distinct().toList();
        for (PhoneNumber phone : distinct.stream().sorted().toList()) {
            CustomerId holder = book.claim(phone, customer);
            if (!holder.equals(customer) && others.add(holder)) {
                CustomerRule.PHONE_TAKEN.refuseIf(others.size() > 1, "phones[" + phones.indexOf(phone) + "]");
            }
        }
        if (!others.isEmpty()) {
            book.releaseAll(customer);
            return others.iterator().next();
        }
        keys.create(customer);
        customers.newInstance(() -> Customer.register(new CustomerRegistered(customer, name, distinct, details)));
        return customer;
    }
}
