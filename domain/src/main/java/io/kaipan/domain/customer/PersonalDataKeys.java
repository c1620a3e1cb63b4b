package io.kaipan.domain.customer;

/** The keys under which customers' personal data is written (G-5). Changes take part in the command's transaction. */
public interface PersonalDataKeys {
    /** Makes the key of a new customer. */
    void create(CustomerId customer);

    /** Destroys a customer's key: what was written under it can't be read again by anybody. */
    void destroy(CustomerId customer);
}
