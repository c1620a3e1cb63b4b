package io.kaipan.domain.member;

import io.kaipan.domain.customer.CustomerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members as other records' commands see them. Reads and writes take part in the command's transaction. */
public interface MemberBook {
    /**
     * @param customer who stands for them now, should they have been merged (CUS-4)
     * @param confirmed whether they are a member: confirmed and not closed
     */
    record Entry(MemberAccountId account, CustomerId customer, boolean confirmed) {}

    /** Whose card that is, closed or not. */
    Optional<Entry> find(CardNumber card);

    /** The customer's account that isn't closed. */
    Optional<Entry> find(CustomerId customer);

    /**
     * Takes the customer's place for {@code claimant} unless another account that isn't closed has it; of simultaneous
     * claims one wins and the others wait for its outcome.
     *
     * @return the account that has the place now
     */
    MemberAccountId claim(CustomerId customer, MemberAccountId claimant, @Nullable MemberAccountId referrer);

    /** Whether two customers are the same person, being the same or merged (CUS-4). */
    boolean isSame(CustomerId one, CustomerId other);

    /** Whether that customer has referred the account's, directly or through others. */
    boolean hasReferred(CustomerId customer, MemberAccountId account);

    /**
     * The next number of a series, for an account. Others who want one wait for the outcome, so that a number that is not
     * used is not lost.
     */
    CardNumber nextCard(MemberAccountId account, String prefix, int digits);

    /** Gives the place back, when the account is closed. */
    void close(MemberAccountId account);
}
