package io.kaipan.command.intake;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of the command in the current unit of work (G-3). The event store engine writes it with the
 * command's events in one statement; what it has not written by then the intake writes itself, in the same transaction.
 *
 * <p>The row is {@code lookup.idempotency_key (scope, key, body_hash, record_id, version, position, accepted_at)}, where
 * {@code version} is the sequence number of the last event of {@link #id()} and {@code position} the last global index.
 * An engine that appends no event of that record leaves the row to the intake. A key that has its row already, and a
 * breach of {@code idempotency_key_pkey}, are an {@link IdempotencyKeyInUse}; nobody has looked for it before.
 */
public final class PendingKey {
    private static final String RESOURCE = PendingKey.class.getName();

    private final String scope;
    private final String key;
    private final byte[] bodyHash;
    private final Instant acceptedAt;
    private @Nullable String id;
    private boolean stored;

    public PendingKey(String scope, String key, byte[] bodyHash, Instant acceptedAt) {
        this.scope = scope;
        this.key = key;
        this.bodyHash = bodyHash.clone();
        this.acceptedAt = acceptedAt;
    }

    /** The key of the command that is being handled, if it has one. */
    public static Optional<PendingKey> current() {
        return CurrentUnitOfWork.isStarted()
                ? Optional.ofNullable(CurrentUnitOfWork.get().root().getResource(RESOURCE))
                : Optional.empty();
    }

    void attach() {
        CurrentUnitOfWork.get().root().resources().put(RESOURCE, this);
    }

    public String scope() {
        return scope;
    }

    public String key() {
        return key;
    }

    /** SHA-256 over the command's name and canonical body. */
    public byte[] bodyHash() {
        return bodyHash.clone();
    }

    /** When the command was accepted, by the intake's clock. */
    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** The id of the record that answers the command; null until its handler has returned. */
    public @Nullable String id() {
        return id;
    }

    void answeredBy(String recordId) {
        this.id = recordId;
    }

    /** Whether the row is written in this transaction already. */
    public boolean isStored() {
        return stored;
    }

    public void markStored() {
        this.stored = true;
    }
}
