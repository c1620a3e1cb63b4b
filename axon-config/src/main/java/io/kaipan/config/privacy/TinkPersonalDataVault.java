package io.kaipan.config.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.Prf;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.SharedRule;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals with AES-256-GCM under the customer's key; customer and field are associated data, so that a sealed text opens
 * nowhere but in its own place. A sealed text is Base64 (RFC 4648, URL alphabet, no padding) over nonce, ciphertext and
 * tag.
 */
final class TinkPersonalDataVault implements PersonalDataVault {
    private static final int FINGERPRINT_BYTES = 32;

    private final CustomerKeys keys;
    private final Prf fingerprints;

    /** @param fingerprints HMAC-SHA-256 under a key that is used for nothing else */
    TinkPersonalDataVault(CustomerKeys keys, Prf fingerprints) {
        this.keys = keys;
        this.fingerprints = fingerprints;
    }

    @Override
    public String seal(CustomerId customer, String field, String plain) {
        Aead key = keys.find(customer).orElseThrow(SharedRule.CUSTOMER_FORGOTTEN::violation);
        try {
            byte[] sealed = key.encrypt(plain.getBytes(StandardCharsets.UTF_8), place(customer, field));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(field + " of " + customer + " can't be sealed", e);
        }
    }

    /** @throws IllegalStateException when the text was sealed elsewhere or changed since */
    @Override
    public @Nullable String open(CustomerId customer, String field, String sealed) {
        Optional<Aead> key = keys.find(customer);
        if (key.isEmpty()) {
            return null;
        }
        try {
            byte[] plain = key.get().decrypt(Base64.getUrlDecoder().decode(sealed), place(customer, field));
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(field + " of " + customer + " was sealed elsewhere or changed since", e);
        }
    }

    @Override
    public void prepare(Collection<CustomerId> customers) {
        keys.prepare(customers);
    }

    @Override
    public byte[] fingerprint(String purpose, String plain) {
        try {
            return fingerprints.compute((purpose + "\n" + plain).getBytes(StandardCharsets.UTF_8), FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No fingerprint for " + purpose, e);
        }
    }

    private static byte[] place(CustomerId customer, String field) {
        return (customer.value() + "\n" + field).getBytes(StandardCharsets.UTF_8);
    }
}
