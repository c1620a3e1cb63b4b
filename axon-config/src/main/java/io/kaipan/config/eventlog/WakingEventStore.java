package io.kaipan.config.eventlog;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store, whose streams wake the processors the moment an event can be taken. */
final class WakingEventStore extends EmbeddedEventStore {
    private final LogTail tail;

    WakingEventStore(EmbeddedEventStore.Builder builder, LogTail tail) {
        super(builder);
        this.tail = tail;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken from) {
        return new WakingStream(super.openStream(from));
    }

    private final class WakingStream implements TrackingEventStream {
        private final TrackingEventStream events;
        private @Nullable Runnable waiter;

        WakingStream(TrackingEventStream events) {
            this.events = events;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            waiter = callback;
            tail.await(callback);
            return true;
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
