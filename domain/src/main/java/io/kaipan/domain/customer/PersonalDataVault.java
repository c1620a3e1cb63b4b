package io.kaipan.domain.customer;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Seals personal data under its customer's own key and opens it again (G-5). What cannot be opened because the key was
 * destroyed is erased for good; a key store that is out of reach throws instead.
 */
public interface PersonalDataVault {
    /**
     * Seals a text.
     *
     * @param field where the text stands, for example {@code CustomerRegistered.name}: a sealed text opens only there
     * @throws io.kaipan.domain.shared.RuleViolation
     *     {@link io.kaipan.domain.shared.SharedRule#CUSTOMER_FORGOTTEN} when the customer has no key (any more)
     */
    String seal(CustomerId customer, String field, String plain);

    /** Opens a sealed text. @return null when the customer is forgotten */
    @Nullable
    String open(CustomerId customer, String field, String sealed);

    /** Fetches the keys of several customers at once, so that opening a page of records asks the store once. */
    void prepare(Collection<CustomerId> customers);

    /**
     * A keyed hash by which equal texts are found without storing them (HMAC-SHA-256 under a key of this installation).
     *
     * @param purpose keeps apart what must not be compared, for example {@code phone}
     */
    byte[] fingerprint(String purpose, String plain);
}
