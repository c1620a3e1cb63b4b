package io.kaipan.domain.customer;

import java.util.Optional;

/** Which customer holds which phone number (CUS-2). Reads and writes take part in the command's transaction. */
public interface PhoneBook {
    Optional<CustomerId> holderOf(PhoneNumber phone);

    /** Whether that customer holds any number; everyone in the books does until forgotten (CUS-1, G-5). */
    boolean isHolder(CustomerId customer);

    /**
     * Takes a number for {@code claimant} unless somebody holds it; of simultaneous claims one wins and the others wait
     * for its outcome.
     *
     * @return who holds the number now
     */
    CustomerId claim(PhoneNumber phone, CustomerId claimant);

    /** Gives a number back that {@code holder} held. */
    void release(PhoneNumber phone, CustomerId holder);

    /** Gives a number that {@code holder} holds to another customer. */
    void hand(PhoneNumber phone, CustomerId holder, CustomerId next);

    /** Gives back all numbers of a customer. */
    void releaseAll(CustomerId holder);
}
