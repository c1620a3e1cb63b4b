package io.kaipan.command.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * What the command in the current unit of work has appended to the log. The event store engine notes it, so that the
 * receipt tells version and position without asking the database again.
 */
public final class Appended {
    private static final String RESOURCE = Appended.class.getName();

    private final Map<String, Long> versions = new HashMap<>();
    private long position = -1;

    /**
     * Notes one appended event. Outside of a unit of work there is no receipt, and nothing is noted.
     *
     * @param position the event's place in the log (its global index)
     */
    public static void note(String aggregateId, long sequenceNumber, long position) {
        if (CurrentUnitOfWork.isStarted()) {
            Appended appended = CurrentUnitOfWork.get().root().getOrComputeResource(RESOURCE, key -> new Appended());
            appended.versions.merge(aggregateId, sequenceNumber, Math::max);
            appended.position = Math.max(appended.position, position);
        }
    }

    static Appended current() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(RESOURCE, key -> new Appended());
    }

    Optional<Long> versionOf(String aggregateId) {
        return Optional.ofNullable(versions.get(aggregateId));
    }

    OptionalLong position() {
        return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
    }

    private Appended() {}
}
