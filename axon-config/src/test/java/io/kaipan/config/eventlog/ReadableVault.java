package io.kaipan.config.eventlog;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.shared.SharedRule;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A vault whose sealed texts can be read by people: {@code sealed for <customer> at <place>: <plain>}. */
public final class ReadableVault implements PersonalDataVault {
    private final Set<CustomerId> forgotten = new HashSet<>();

    public void forget(CustomerId customer) {
        forgotten.add(customer);
    }

    @Override
    public String seal(CustomerId customer, String field, String plain) {
        SharedRule.CUSTOMER_FORGOTTEN.refuseIf(forgotten.contains(customer));
        return prefix(customer, field) + plain;
    }

    @Override
    public @Nullable String open(CustomerId customer, String field, String sealed) {
        if (forgotten.contains(customer)) {
            return null;
        }
        if (!sealed.startsWith(prefix(customer, field))) {
            throw new IllegalStateException("Sealed for another customer or place: " + sealed);
        }
        return sealed.substring(prefix(customer, field).length());
    }

    @Override
    public void prepare(Collection<CustomerId> customers) {}

    @Override
    public byte[] fingerprint(String purpose, String plain) {
        return (purpose + plain).getBytes(StandardCharsets.UTF_8);
    }

    private static String prefix(CustomerId customer, String field) {
        return "sealed for " + customer + " at " + field + ": ";
    }
}
