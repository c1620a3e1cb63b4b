package io.kaipan.config.processing;

import io.kaipan.config.eventlog.TellingStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The log as one processor follows it: most events aren't about what it shows, and handing those over one by one costs more
 * than reading them. They are passed over, except the last of at most {@value #PASSED_AT_ONCE}, which tells how far the
 * processor has come. Its coordinator's thread then has a rest, so that others get their turn.
 *
 * <p>A view gets its events in chunks, all under the token of the last event looked at for one. Axon hands events of one token
 * over at once and never handles them in more than one transaction, so that the token is true whenever it is stored. Each by
 * itself costs Axon a count of all that wait. A processor in several segments gets each by itself all the same: they stand at
 * different events, and a chunk that reaches beyond one of those would be handled twice there.
 */
final class FollowedEvents implements StreamableMessageSource<TrackedEventMessage<?>> {
    static final int PASSED_AT_ONCE = 500;
    /** So soon a processor passes over events at the end of the log: not each by itself. */
    private static final int PASSED_AFTER_MILLIS = 20;
    /** The most that a view gets at once. */
    static final int CHUNK = 32;
    /** So many events a view is to have before it at most: one batch in work and one to go on with. */
    static final int MOST_BEFORE = 2 * ProcessingConfig.BATCH;

    private final Supplier<OptionalLong> whole;
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Predicate<Class<?>> followed;
    private final ScheduledExecutorService later;

    private FollowedEvents(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Predicate<Class<?>> followed,
            ScheduledExecutorService later,
            Supplier<OptionalLong> whole) {
        Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();
        this.log = log;
        this.later = later;
        this.followed = type -> known.computeIfAbsent(type, followed::test);
        this.whole = whole;
    }

    /**
     * Hands each event over by itself: to whoever acts on events, and asks whether one was there before.
     *
     * @param followed whether the processor follows events of a class
     * @param later wakes the processor for others
     */
    static FollowedEvents oneByOne(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Predicate<Class<?>> followed,
            ScheduledExecutorService later) {
        return new FollowedEvents(log, followed, later, OptionalLong::empty);
    }

    /**
     * Hands them over in chunks.
     *
     * @param whole the position behind which the view has yet to handle events; empty while it doesn't handle all of them
     *     here, in one segment
     */
    static FollowedEvents inChunks(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Predicate<Class<?>> followed,
            ScheduledExecutorService later,
            Supplier<OptionalLong> whole) {
        return new FollowedEvents(log, followed, later, whole);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken from) {
        return new Stream(log.openStream(from));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return log.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return log.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return log.createTokenAt(instant);
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        return log.createTokenSince(duration);
    }

    /** Axon's coordinators look for more also while another of their threads takes what is there. */
    private final class Stream implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> events;
        private final Deque<TrackedEventMessage<?>> chunk = new ArrayDeque<>();
        private final Deque<Handed> handed = new ArrayDeque<>();
        private final AtomicBoolean napping = new AtomicBoolean();
        private int before;
        private int size;
        private boolean passing;
        private boolean resting;
        private volatile Runnable waker = () -> {};

        Stream(BlockingStream<TrackedEventMessage<?>> events) {
            this.events = events;
        }

        @Override
        public synchronized boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (resting) {
                resting = false;
                return false;
            }
            boolean found = find(timeout, unit);
            if (!found && isBusy() && napping.compareAndSet(false, true)) {
                later.schedule(
                        () -> {
                            napping.set(false);
                            waker.run();
                        },
                        EagerCoordinators.NAP_MILLIS,
                        TimeUnit.MILLISECONDS);
            }
            return found;
        }

        private boolean find(int timeout, TimeUnit unit) throws InterruptedException {
            if (chunk.isEmpty() && !isBusy() && events.hasNextAvailable(timeout, unit)) {
                gather();
            }
            return !chunk.isEmpty();
        }

        /** Whether the processor has enough before it. */
        private boolean isBusy() {
            if (before < MOST_BEFORE) {
                return false;
            }
            long done = whole.get().orElse(Long.MAX_VALUE);
            while (!handed.isEmpty() && handed.element().position <= done) {
                before -= handed.remove().events;
            }
            return before >= MOST_BEFORE;
        }

        private void gather() throws InterruptedException {
            int atOnce = whole.get().isPresent() ? CHUNK : 1;
            TrackedEventMessage<?> last;
            int read = 0;
            do {
                last = events.nextAvailable();
                if (!isIgnored(last)) {
                    chunk.add(last);
                }
                read++;
            } while ((chunk.size() < atOnce && read < PASSED_AT_ONCE && events.hasNextAvailable())
                    || isTornBehind(last));
            passing = chunk.isEmpty();
            if (passing) {
                chunk.add(last);
            } else {
                TrackingToken token = last.trackingToken();
                chunk.addAll(drained().stream()
                        .map(event -> event.withTrackingToken(token))
                        .toList());
            }
            size = chunk.size();
        }

        /** Whether the next event is another of those that an upcaster made of one. */
        private boolean isTornBehind(TrackedEventMessage<?> last) {
            return events.peek()
                    .filter(next -> last.trackingToken().equals(next.trackingToken()))
                    .isPresent();
        }

        private List<TrackedEventMessage<?>> drained() {
            List<TrackedEventMessage<?>> all = List.copyOf(chunk);
            chunk.clear();
            return all;
        }

        /** Whether the processor doesn't follow such events, which an Axon Server needn't send then. */
        private boolean isIgnored(TrackedEventMessage<?> event) {
            boolean ignored = !followed.test(event.getPayloadType());
            if (ignored) {
                events.skipMessagesWithPayloadTypeOf(event);
            }
            return ignored;
        }

        @Override
        public synchronized TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (chunk.isEmpty()) {
                if (events.hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS)) {
                    gather();
                }
            }
            TrackedEventMessage<?> event = chunk.remove();
            if (chunk.isEmpty()) {
                resting = passing;
                handed.add(new Handed(event.trackingToken().position().orElse(0), size));
                before += size;
            }
            return event;
        }

        @Override
        public synchronized Optional<TrackedEventMessage<?>> peek() {
            try {
                find(0, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.ofNullable(chunk.peek());
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            waker = callback;
            if (!(events instanceof TellingStream telling)) {
                return events.setOnAvailableCallback(callback);
            }
            AtomicBoolean toBeWoken = new AtomicBoolean();
            telling.tell(type -> {
                if (followed.test(type)) {
                    callback.run();
                } else if (toBeWoken.compareAndSet(false, true)) {
                    later.schedule(
                            () -> {
                                toBeWoken.set(false);
                                callback.run();
                            },
                            PASSED_AFTER_MILLIS,
                            TimeUnit.MILLISECONDS);
                }
            });
            return true;
        }

        @Override
        public void close() {
            events.close();
        }
    }

    /** So many events up to a position. */
    private record Handed(long position, int events) {}
}
