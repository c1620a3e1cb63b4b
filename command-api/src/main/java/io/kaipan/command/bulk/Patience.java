package io.kaipan.command.bulk;

import io.kaipan.command.intake.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Sits out a store that can't be reached: tries again at growing intervals, until it answers or patience ends. */
final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Duration limit;
    private final CountDownLatch stop;

    /** @param stop released when nobody wants the result any more */
    Patience(Duration limit, CountDownLatch stop) {
        this.limit = limit;
        this.stop = stop;
    }

    /** Thrown when waiting was given up because the house closes. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The import is stopped", null, false, false);
        }
    }

    /**
     * Does {@code work}, again and again while the store can't be reached.
     *
     * @throws StoreUnavailable when it could not be reached for longer than the limit
     * @throws Stopped when waiting was interrupted by {@code stop}
     */
    <T> T outlast(Supplier<T> work) {
        long end = System.nanoTime() + limit.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return work.get();
            } catch (StoreUnavailable
                    | DataAccessResourceFailureException
                    | TransientDataAccessException
                    | TransactionException e) {
                if (System.nanoTime() + pause.toNanos() > end) {
                    throw e instanceof StoreUnavailable unavailable ? unavailable : new StoreUnavailable(e);
                }
                await(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void await(Duration pause) {
        try {
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
