package io.kaipan.query.rebuild;

import io.kaipan.query.viewposition.CommittedPositions;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The log, read in bulk. */
public interface EventLog extends CommittedPositions {
    /** The position of the last event that is committed; one before the first when there is none. */
    long end();

    /**
     * The position of the last event that is committed, once nothing can appear before it any more: waits for those who
     * write at this moment.
     */
    long settledEnd() throws InterruptedException;

    /** The token of a processor that has read everything up to a settled position; null before the first event. */
    @Nullable
    TrackingToken tokenAt(long settledPosition);

    /**
     * Reads events in the order of the log.
     *
     * @param kinds which kinds of events are wanted
     * @param until the last position to be read
     */
    Pages read(Predicate<Class<?>> kinds, long until);

    /** A part of the log, page by page. */
    interface Pages extends AutoCloseable {
        /**
         * The next events; none when all are read.
         *
         * @throws RuntimeException when the log or an event in it can't be read
         */
        List<LoggedEvent> next() throws InterruptedException;

        @Override
        void close();
    }
}
