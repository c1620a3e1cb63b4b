package io.kaipan.command.lookup;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

/** Fingerprints as the real vault makes them, but under no key. Nothing is sealed on the command side's lookups. */
public final class TestVault implements PersonalDataVault {
    @Override
    public byte[] fingerprint(String purpose, String plain) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((purpose + ":" + plain).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String seal(CustomerId customer, String field, String plain) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String open(CustomerId customer, String field, String sealed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void prepare(Collection<CustomerId> customers) {
        throw new UnsupportedOperationException();
    }
}
