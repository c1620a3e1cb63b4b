package io.kaipan.config.eventlog;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The moving end of the log: who waits for the next event, and which one can't be read. Axon's own store lets processors
 * sleep for up to half a second, and only logs why nothing comes any more.
 */
public final class LogTail {
    /**
     * From one reading that found events to the next so much time passes at least: under load they come together then, and
     * each view handles a few at once, which costs a fraction of one after the other. What comes after a rest is read at once.
     */
    static final Duration GATHERING = Duration.ofMillis(5);

    /** After so many at once the next are looked for at once: there is a batch for each view already. */
    private static final int MANY = 100;

    private final Set<Consumer<Class<?>>> waiting = new CopyOnWriteArraySet<>();
    private final AtomicBoolean grown = new AtomicBoolean();
    private volatile @Nullable UnreadableLoggedType unreadable;
    // of the one thread that reads for all
    private long readAt;
    private int found;

    /** What this version of Kaipan met in the log and can't read: only another version can. */
    public Optional<UnreadableLoggedType> unreadable() {
        return Optional.ofNullable(unreadable);
    }

    /** @param waiter is told the class of each event that comes */
    void await(Consumer<Class<?>> waiter) {
        waiting.add(waiter);
    }

    void forget(Consumer<Class<?>> waiter) {
        waiting.remove(waiter);
    }

    /** Notes that there is more to read. @return false when that is known: nobody has begun to read since */
    boolean grows() {
        return !grown.get() && grown.compareAndSet(false, true);
    }

    /**
     * Looks on while events are read.
     *
     * @param shared whether they are read for all who wait at the end, who are then woken after each
     */
    <T extends EventMessage<?>> Stream<T> observe(Stream<T> events, boolean shared) {
        if (shared) {
            gather();
            grown.set(false);
        }
        return StreamSupport.stream(new Observed<>(events.spliterator(), shared), false)
                .onClose(events::close);
    }

    private void gather() {
        if (found > 0 && found < MANY) {
            LockSupport.parkNanos(this, readAt + GATHERING.toNanos() - System.nanoTime());
        }
        readAt = System.nanoTime();
        found = 0;
    }

    private final class Observed<T extends EventMessage<?>> implements Spliterator<T> {
        private final Spliterator<T> events;
        private final boolean shared;

        Observed(Spliterator<T> events, boolean shared) {
            this.events = events;
            this.shared = shared;
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> taker) {
            try {
                return events.tryAdvance(event -> {
                    taker.accept(event);
                    if (shared) {
                        tell(event);
                    }
                });
            } catch (UnreadableLoggedType e) {
                unreadable = e;
                throw e;
            }
        }

        private void tell(T event) {
            found++;
            waiting.forEach(waiter -> waiter.accept(event.getPayloadType()));
        }

        @Override
        public @Nullable Spliterator<T> trySplit() {
            return null;
        }

        @Override
        public long estimateSize() {
            return events.estimateSize();
        }

        @Override
        public int characteristics() {
            return events.characteristics();
        }
    }
}
