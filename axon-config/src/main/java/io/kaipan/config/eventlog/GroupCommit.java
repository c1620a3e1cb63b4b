package io.kaipan.config.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries out together what several commands append at the same time: one statement, and one commit, for all that wait.
 * There is no thread for it: of those who wait one carries out what is there, its own and the others'. The rest gather
 * meanwhile: the more go together, the less each costs. Only when a statement takes long, because of a lock or a slow disk, a
 * second one doesn't wait for its end. A command that is alone is carried out at once.
 */
final class GroupCommit {
    private static final int MOST_TOGETHER = 64;
    private static final Duration LONG = Duration.ofMillis(20);

    private final Statement statement;
    private final long patienceNanos;
    private final Semaphore first = new Semaphore(1);
    private final Semaphore second = new Semaphore(1);
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private volatile long firstBegan;

    /** Carries out appends in a transaction of their own, all or none. */
    interface Statement {
        /**
         * @return for each append how far the log goes with it, or -1 when it was left out
         * @throws Refused when one of them breaks a rule of the tables, and none was carried out
         */
        long[] carryOut(List<Append> appends);
    }

    /** The database refused a statement for what stands in it: nothing was written. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(RuntimeException cause) {
            super(cause);
        }

        @Override
        public synchronized RuntimeException getCause() {
            return (RuntimeException) super.getCause();
        }
    }

    private static final class Waiting {
        final Append append;
        final Thread thread = Thread.currentThread();
        long position;

        @Nullable
        RuntimeException failure;

        volatile boolean done;

        Waiting(Append append) {
            this.append = append;
        }

        void end(long reached, @Nullable RuntimeException why) {
            position = reached;
            failure = why;
            done = true;
            LockSupport.unpark(thread);
        }
    }

    GroupCommit(Statement statement) {
        this(statement, LONG);
    }

    /** @param patience how long a statement may take before a second one doesn't wait for it */
    GroupCommit(Statement statement, Duration patience) {
        this.statement = statement;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Carries out an append, and returns when it is committed.
     *
     * @return how far the log goes with it, or -1 when it was left out
     * @throws RuntimeException what carrying it out threw; whether it is committed is unknown when the store was lost
     */
    long carryOut(Append append) {
        Waiting own = new Waiting(append);
        waiting.add(own);
        boolean interrupted = false;
        while (!own.done) {
            Semaphore place = place();
            if (place != null) {
                try {
                    carryOutWaiting();
                } finally {
                    place.release();
                    callNext();
                }
            } else {
                LockSupport.parkNanos(this, patienceNanos);
                interrupted |= Thread.interrupted(); // what is handed over can't be taken back
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (own.failure != null) {
            throw own.failure;
        }
        return own.position;
    }

    /** Takes a place to carry out a statement. @return null when none is free yet */
    private @Nullable Semaphore place() {
        if (first.tryAcquire()) {
            firstBegan = System.nanoTime();
            return first;
        }
        return System.nanoTime() - firstBegan > patienceNanos && second.tryAcquire() ? second : null;
    }

    /** How many wait for their turn. */
    int waiting() {
        return waiting.size();
    }

    /** Whoever waits longest: it may have seen no place free just before one was. */
    private void callNext() {
        Waiting next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    private void carryOutWaiting() {
        List<Waiting> group = new ArrayList<>();
        while (group.size() < MOST_TOGETHER) {
            Waiting next = waiting.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        if (!group.isEmpty()) {
            carryOut(group);
        }
    }

    /** Together; when the database refuses something in it, one by one, so that nobody suffers for another. */
    private void carryOut(List<Waiting> group) {
        try {
            long[] positions =
                    statement.carryOut(group.stream().map(one -> one.append).toList());
            for (int i = 0; i < positions.length; i++) {
                group.get(i).end(positions[i], null);
            }
        } catch (Refused e) {
            if (group.size() == 1) {
                group.getFirst().end(-1, e.getCause());
            } else {
                group.forEach(one -> carryOut(List.of(one)));
            }
        } catch (RuntimeException e) {
            group.forEach(one -> one.end(-1, e));
        } catch (Error e) {
            group.forEach(one -> one.end(-1, new IllegalStateException("The append was not carried out", e)));
            throw e;
        }
    }
}
