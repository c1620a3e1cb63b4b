package io.kaipan.config.eventlog;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store, whose streams wake the processors the moment an event can be taken, and in which no slow processor makes
 * it keep a backlog in memory.
 */
final class WakingEventStore extends EmbeddedEventStore {
    /** Events kept for the processors that read along at the end of the log. */
    static final int SHARED_EVENTS = 5_000;

    /**
     * How soon a processor that reads along but has fallen behind those is left to read by itself. Until then all events that
     * it has not taken are held for it: Axon's 10 s of a backlog are more than the heap.
     */
    private static final int LET_GO_MILLIS = 100;

    private final LogTail tail;

    /** @param builder counting in milliseconds */
    WakingEventStore(EmbeddedEventStore.Builder builder, LogTail tail) {
        super(builder.cachedEvents(SHARED_EVENTS).cleanupDelay(LET_GO_MILLIS));
        this.tail = tail;
    }

    /** Wakes the reader at the end of the log, unless it is awake and has yet to look. */
    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        if (tail.grows()) {
            super.afterCommit(events);
        }
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken from) {
        return new WakingStream(super.openStream(from));
    }

    private final class WakingStream implements TellingStream {
        private final TrackingEventStream events;
        private @Nullable Consumer<Class<?>> waiter;

        WakingStream(TrackingEventStream events) {
            this.events = events;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            tell(type -> callback.run());
            return true;
        }

        @Override
        public void tell(Consumer<Class<?>> newWaiter) {
            waiter = newWaiter;
            tail.await(newWaiter);
        }

        @Override
        public void close() {
            if (waiter != null) {
                tail.forget(waiter);
            }
            events.close();
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return events.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return events.nextAvailable();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            events.skipMessagesWithPayloadTypeOf(ignored);
        }
    }
}
