package io.kaipan.command.intake;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of the command in the current unit of work (G-3). The event store engine writes it with the
 * command's events in one statement; where there are none the intake writes it itself, in the same transaction.
 *
 * <p>The row is {@code lookup.idempotency_key (scope, key, body_hash, record_id, version, position, accepted_at)}, where
 * {@code position} is the receipt's ({@link Receipt#position}). A key that has its row already, and a breach of
 * {@code idempotency_key_pkey}, are an {@link IdempotencyKeyInUse}; nobody has looked for it before.
 */
public final class PendingKey {
    private static final String RESOURCE = PendingKey.class.getName();

    private final String scope;
    private final String key;
    private final byte[] bodyHash;
    private final Instant acceptedAt;
    private @Nullable String id;
    private long version;

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

    /** The id of the record that answers the command; null until the commit is prepared. */
    public @Nullable String id() {
        return id;
    }

    /** The sequence number of that record's last event. */
    public long version() {
        return version;
    }

    void answeredBy(String recordId, long itsVersion) {
        this.id = recordId;
        this.version = itsVersion;
    }
}
