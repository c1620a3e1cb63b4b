package io.kaipan.command.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * What the command in the current unit of work has appended to the log, or is about to with its commit. The event store
 * engine notes it, so that the receipt tells version and position without asking the database again.
 */
public final class Appended {
    private static final String RESOURCE = Appended.class.getName();

    private final Map<String, Long> versions = new HashMap<>();
    private boolean pending;
    private long position = -1;

    /**
     * Notes an event that is appended with the commit, together with the {@link PendingKey} if there is one. Outside of a
     * unit of work there is no receipt, and nothing is noted.
     */
    public static void pending(String aggregateId, long sequenceNumber) {
        if (CurrentUnitOfWork.isStarted()) {
            Appended appended = current();
            appended.versions.merge(aggregateId, sequenceNumber, Math::max);
            appended.pending = true;
        }
    }

    /** Notes how far the log goes now with the command's events. @param position the last one's global index */
    public static void reached(long position) {
        if (CurrentUnitOfWork.isStarted()) {
            Appended appended = current();
            appended.position = Math.max(appended.position, position);
        }
    }

    static Appended current() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(RESOURCE, key -> new Appended());
    }

    /** Whether events wait for the commit. */
    boolean isPending() {
        return pending;
    }

    Optional<Long> versionOf(String aggregateId) {
        return Optional.ofNullable(versions.get(aggregateId));
    }

    OptionalLong position() {
        return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
    }

    private Appended() {}
}
