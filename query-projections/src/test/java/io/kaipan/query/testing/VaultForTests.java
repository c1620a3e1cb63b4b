package io.kaipan.query.testing;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.SharedRule;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A vault that keeps its keys in memory, and counts how often it would have to ask a key store. */
public final class VaultForTests implements PersonalDataVault {
    private static final byte[] FINGERPRINT_KEY = "fingerprints of tests".getBytes(StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 12;

    private final Map<CustomerId, SecretKey> keys = new HashMap<>();
    private final Set<CustomerId> fetched = new HashSet<>();
    private int lookups;

    public void create(CustomerId customer) {
        try {
            keys.putIfAbsent(customer, KeyGenerator.getInstance("AES").generateKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void destroy(CustomerId customer) {
        keys.remove(customer);
    }

    public boolean isForgotten(CustomerId customer) {
        return !keys.containsKey(customer);
    }

    /** Forgets which keys were fetched and answers how often the key store would have been asked since. */
    public int lookups() {
        int counted = lookups;
        lookups = 0;
        fetched.clear();
        return counted;
    }

    @Override
    public String seal(CustomerId customer, String field, String plain) {
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(isForgotten(customer));
        byte[] nonce = Arrays.copyOf(fingerprint("nonce", customer + field + plain), NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, customer, field, nonce, plain.getBytes(StandardCharsets.UTF_8), 0);
        byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    @Override
    public @Nullable String open(CustomerId customer, String field, String sealed) {
        if (fetched.add(customer)) {
            lookups++;
        }
        if (isForgotten(customer)) {
            return null;
        }
        byte[] both = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        return new String(
                cipher(Cipher.DECRYPT_MODE, customer, field, nonce, both, NONCE_BYTES), StandardCharsets.UTF_8);
    }

    @Override
    public void prepare(Collection<CustomerId> customers) {
        if (!customers.isEmpty()) {
            lookups++;
            fetched.addAll(customers);
        }
    }

    @Override
    public byte[] fingerprint(String purpose, String plain) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(FINGERPRINT_KEY, "HmacSHA256"));
            return mac.doFinal((purpose + ":" + plain).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] cipher(int mode, CustomerId customer, String field, byte[] nonce, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, keys.get(customer), new GCMParameterSpec(128, nonce));
            cipher.updateAAD((customer + "/" + field).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
