package io.kaipan.query.rebuild;

import org.jspecify.annotations.Nullable;

/** The dead letters of a generation in the making: what can't be handled waits there, and what follows in its sequence. */
public interface Parking {
    /** Whether an event belongs to a sequence of which an earlier one waits. */
    boolean isBehindAnother(LoggedEvent event);

    /**
     * Lets an event wait.
     *
     * @param cause why; null when it is behind another
     * @throws RuntimeException when no more can be parked
     */
    void park(LoggedEvent event, @Nullable RuntimeException cause);
}
