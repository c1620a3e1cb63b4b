package io.kaipan.config.processing;

import io.kaipan.config.eventlog.TellingStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The log as one processor follows it: most events aren't about what it shows, and handing those over one by one costs more
 * than reading them. They are passed over, except the last of at most {@value #PASSED_AT_ONCE}, which tells how far the
 * processor has come. Its coordinator's thread then has a rest, so that others get their turn.
 */
final class FollowedEvents implements StreamableMessageSource<TrackedEventMessage<?>> {
    static final int PASSED_AT_ONCE = 500;
    /** So soon a processor passes over events at the end of the log: not each by itself. */
    private static final int PASSED_AFTER_MILLIS = 20;

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Predicate<Class<?>> followed;
    private final ScheduledExecutorService later;

    /**
     * @param followed whether the processor follows events of a class
     * @param later wakes the processor for others
     */
    FollowedEvents(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            Predicate<Class<?>> followed,
            ScheduledExecutorService later) {
        Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();
        this.log = log;
        this.later = later;
        this.followed = type -> known.computeIfAbsent(type, followed::test);
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

    private final class Stream implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> events;
        private @Nullable TrackedEventMessage<?> next;
        private boolean resting;

        Stream(BlockingStream<TrackedEventMessage<?>> events) {
            this.events = events;
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (resting) {
                resting = false;
                return false;
            }
            return find(timeout, unit);
        }

        private boolean find(int timeout, TimeUnit unit) throws InterruptedException {
            if (next == null && events.hasNextAvailable(timeout, unit)) {
                next = events.nextAvailable();
                for (int passed = 1;
                        passed < PASSED_AT_ONCE && isIgnored(next) && events.hasNextAvailable();
                        passed++) {
                    next = events.nextAvailable();
                }
            }
            return next != null;
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
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!find(Integer.MAX_VALUE, TimeUnit.MILLISECONDS)) {
                // nothing yet
            }
            TrackedEventMessage<?> event = Objects.requireNonNull(next);
            resting = isIgnored(event);
            next = null;
            return event;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            try {
                find(0, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.ofNullable(next);
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
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
}
