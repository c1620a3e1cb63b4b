package io.kaipan.config.eventlog;

import io.kaipan.domain.shared.Stamp;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.rebuild.EventLog;
import io.kaipan.query.rebuild.LoggedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** The log in an Axon Server, which numbers events as it commits them and hands them out as messages only. */
final class StreamedEventLog implements EventLog {
    private static final int PAGE = 5_000;
    private static final long NONE = -1;

    private final EventStore store;

    StreamedEventLog(EventStore store) {
        this.store = store;
    }

    @Override
    public long end() {
        TrackingToken head = store.createHeadToken();
        return head == null ? NONE : head.position().orElse(NONE);
    }

    @Override
    public long settledEnd() {
        return end();
    }

    /** There every position holds an event. */
    @Override
    public boolean holdAnyOf(Collection<Long> positions) {
        return !positions.isEmpty();
    }

    @Override
    public @Nullable TrackingToken tokenAt(long settledPosition) {
        return settledPosition < 0 ? null : new GlobalSequenceTrackingToken(settledPosition);
    }

    @Override
    public Pages read(Predicate<Class<?>> kinds, long until) {
        return new Streamed(store.openStream(null), kinds, until);
    }

    private static final class Streamed implements Pages {
        private final BlockingStream<TrackedEventMessage<?>> events;
        private final Predicate<Class<?>> kinds;
        private final long until;
        private long position = NONE;

        Streamed(BlockingStream<TrackedEventMessage<?>> events, Predicate<Class<?>> kinds, long until) {
            this.events = events;
            this.kinds = kinds;
            this.until = until;
        }

        @Override
        public List<LoggedEvent> next() throws InterruptedException {
            List<LoggedEvent> page = new ArrayList<>(PAGE);
            while (page.size() < PAGE && position < until) {
                TrackedEventMessage<?> event = events.nextAvailable();
                position = event.trackingToken().position().orElseThrow();
                if (position <= until && kinds.test(event.getPayloadType())) {
                    page.add(logged(event));
                }
            }
            return page;
        }

        private LoggedEvent logged(TrackedEventMessage<?> event) {
            DomainEventMessage<?> ofRecord = event instanceof DomainEventMessage<?> known ? known : null;
            return new LoggedEvent(
                    position,
                    ofRecord == null ? event.getIdentifier() : ofRecord.getAggregateIdentifier(),
                    new Recorded(
                            event.getPayload(),
                            ofRecord == null ? 0 : ofRecord.getSequenceNumber(),
                            event.getTimestamp(),
                            (String) event.getMetaData().get(Stamp.USER)));
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
