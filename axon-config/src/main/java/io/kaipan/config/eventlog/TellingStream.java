package io.kaipan.config.eventlog;

import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackingEventStream;

/** A stream of events that says what has come while somebody waited at the end of the log. */
public interface TellingStream extends TrackingEventStream {
    /**
     * Tells a waiter of each event that can be taken. There is one waiter at a time.
     *
     * @param waiter takes the class of the event's payload, on the thread that reads the log, and returns at once
     */
    void tell(Consumer<Class<?>> waiter);
}
