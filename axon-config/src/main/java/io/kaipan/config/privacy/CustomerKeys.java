package io.kaipan.config.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.kaipan.command.intake.Assumptions;
import io.kaipan.command.intake.Assumptions.NewKey;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The customers' keys (G-5): random, wrapped by the master key, one row each. A destroyed key leaves its row, so that
 * "erased" is a fact that is read; a row that can't be read, or was never made, is an error. Nothing but
 * {@link #create} makes a key.
 *
 * <p>Unwrapped keys are kept for {@value #KEPT_SECONDS} seconds: so long can another node still open what was just
 * erased. What a transaction does to keys is seen by itself at once, and by others once it is committed.
 */
final class CustomerKeys implements PersonalDataKeys {
    static final int KEPT_SECONDS = 30;
    /** What is fetched for a page must not run out while the page is opened: older keys are fetched anew. */
    private static final int FRESH_SECONDS = 20;

    private static final int MOST_KEPT = 100_000;
    private static final int KEY_BYTES = 32;

    private final Aead master;
    private final KeyConnections connections;
    private final TransactionOperations creation;
    private final Cache<CustomerId, Optional<Aead>> kept = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(Duration.ofSeconds(KEPT_SECONDS))
            .executor(Runnable::run) // handing its upkeep to another thread costs more than doing it
            .build();

    /**
     * @param master wraps and unwraps the customers' keys
     * @param creation the transaction in which keys are made: the command's own; or one before it, where events are
     *     kept in another store and must never be there without their key
     */
    CustomerKeys(Aead master, KeyConnections connections, TransactionOperations creation) {
        this.master = master;
        this.connections = connections;
        this.creation = creation;
    }

    @Override
    public void create(CustomerId customer) {
        Map<CustomerId, Optional<Aead>> changes = changesOfThisTransaction();
        byte[] key = Random.randBytes(KEY_BYTES);
        try {
            byte[] wrapped = master.encrypt(key, contextOf(customer));
            Optional<Assumptions> assumptions = Assumptions.current();
            if (assumptions.isPresent()) {
                assumptions.get().keys().add(new NewKey(customer.value(), wrapped));
            } else {
                insert(customer, wrapped);
            }
            changes.put(customer, Optional.of(new AesGcmJce(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of " + customer + " can't be wrapped", e);
        }
    }

    private void insert(CustomerId customer, byte[] wrapped) {
        creation.executeWithoutResult(transaction -> connections
                .command()
                .sql("INSERT INTO keys.customer_key (customer_id, wrapped_key) VALUES (?, ?)")
                .param(customer.value())
                .param(wrapped)
                .update());
    }

    @Override
    public void destroy(CustomerId customer) {
        Map<CustomerId, Optional<Aead>> changes = changesOfThisTransaction();
        connections.command().sql("""
                        UPDATE keys.customer_key SET wrapped_key = NULL, erased_at = now()
                        WHERE customer_id = ? AND wrapped_key IS NOT NULL
                        """).param(customer.value()).update();
        changes.put(customer, Optional.empty());
    }

    /**
     * The key of a customer.
     *
     * @return empty when it was destroyed
     * @throws IllegalStateException when the customer never had a key, or it was wrapped by another master key
     * @throws org.springframework.dao.DataAccessException when the store can't be read
     */
    Optional<Aead> find(CustomerId customer) {
        Optional<Aead> key = remembered(customer);
        if (key == null) {
            key = kept.get(customer, this::read);
        }
        return key;
    }

    /** Reads several customers' keys with one statement. */
    void prepare(Collection<CustomerId> customers) {
        String[] unknown = customers.stream()
                .distinct()
                .filter(customer -> remembered(customer) == null || isStale(customer))
                .map(CustomerId::value)
                .toArray(String[]::new);
        if (unknown.length > 0) {
            connections.ask(jdbc -> jdbc.sql(
                            "SELECT customer_id, wrapped_key FROM keys.customer_key WHERE customer_id = ANY (?)")
                    .param(unknown)
                    .query((row, number) -> {
                        CustomerId customer = new CustomerId(row.getString(1));
                        // a key that was destroyed since it was read doesn't come back
                        kept.asMap()
                                .merge(
                                        customer,
                                        unwrap(customer, row.getBytes(2)),
                                        (present, read) -> present.isEmpty() ? present : read);
                        return customer;
                    })
                    .list());
        }
    }

    private boolean isStale(CustomerId customer) {
        return kept.policy()
                        .expireAfterWrite()
                        .orElseThrow()
                        .ageOf(customer, TimeUnit.SECONDS)
                        .orElse(0)
                > FRESH_SECONDS;
    }

    private @Nullable Optional<Aead> remembered(CustomerId customer) {
        @SuppressWarnings("unchecked")
        var changes = (Map<CustomerId, Optional<Aead>>) TransactionSynchronizationManager.getResource(this);
        Optional<Aead> changed = changes == null ? null : changes.get(customer);
        return changed == null ? kept.getIfPresent(customer) : changed;
    }

    private Optional<Aead> read(CustomerId customer) {
        return connections
                .ask(jdbc -> jdbc.sql("SELECT wrapped_key FROM keys.customer_key WHERE customer_id = ?")
                        .param(customer.value())
                        .query((row, number) -> unwrap(customer, row.getBytes(1)))
                        .optional())
                .orElseThrow(() -> new IllegalStateException("No key was ever made for " + customer));
    }

    private Optional<Aead> unwrap(CustomerId customer, byte @Nullable [] wrapped) {
        try {
            return wrapped == null
                    ? Optional.empty()
                    : Optional.of(new AesGcmJce(master.decrypt(wrapped, contextOf(customer))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of " + customer + " was wrapped by another master key", e);
        }
    }

    private static byte[] contextOf(CustomerId customer) {
        return customer.value().getBytes(StandardCharsets.UTF_8);
    }

    private Map<CustomerId, Optional<Aead>> changesOfThisTransaction() {
        if (!connections.inCommand()) {
            throw new IllegalStateException("Keys are made and destroyed in a command's transaction only");
        }
        @SuppressWarnings("unchecked")
        var changes = (Map<CustomerId, Optional<Aead>>) TransactionSynchronizationManager.getResource(this);
        if (changes == null) {
            changes = new HashMap<>();
            TransactionSynchronizationManager.bindResource(this, changes);
            TransactionSynchronizationManager.registerSynchronization(new Publication(changes));
        }
        return changes;
    }

    /** Hands the changes of a committed transaction to all threads; those of another are forgotten. */
    private final class Publication implements TransactionSynchronization {
        private final Map<CustomerId, Optional<Aead>> changes;

        Publication(Map<CustomerId, Optional<Aead>> changes) {
            this.changes = changes;
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(CustomerKeys.this);
            if (status == STATUS_COMMITTED) {
                kept.putAll(changes);
            } else {
                // a commit whose outcome is unknown may have destroyed keys
                kept.invalidateAll(changes.keySet());
            }
        }
    }
}
