package io.kaipan.graphql.edge;

import graphql.ExecutionInput;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.errors.ApiException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long a query or mutation may take that the thread of its request carries out itself. When the time is up the engine
 * fetches nothing more and the thread is interrupted; a statement under way ends by the time limit of its connection.
 */
@Component
class TimeLimit {
    /** How often the clock looks, at the least: alarms for each request would cost each request. */
    private static final long LOOK = Duration.ofMillis(10).toNanos();

    private final long nanos;
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("graphql-time-limit").factory());

    TimeLimit(EndpointSettings settings) {
        this.nanos = settings.timeout().toNanos();
        long look = Math.max(LOOK, nanos / 32);
        clock.scheduleWithFixedDelay(this::endOverdue, look, look, TimeUnit.NANOSECONDS);
    }

    /**
     * Carries out a request on this thread.
     *
     * @param work is handed the turn, to tell it what the engine works on
     * @throws ApiException TIMEOUT when it took too long, whatever came of it
     */
    <T extends @Nullable Object> T carryOut(Function<Turn, T> work) {
        Turn turn = new Turn();
        turns.add(turn);
        T answer;
        try {
            answer = work.apply(turn);
        } catch (RuntimeException e) {
            throw turn.isOver() ? tooLong() : e;
        } finally {
            turns.remove(turn);
            turn.end();
        }
        if (turn.isOver()) {
            throw tooLong();
        }
        return answer;
    }

    private void endOverdue() {
        long now = System.nanoTime();
        for (Turn turn : turns) {
            if (now - turn.began >= nanos) {
                turn.expire();
            }
        }
    }

    static ApiException tooLong() {
        return ApiError.TIMEOUT.exception("There was no answer in time; a change may have taken place nevertheless");
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
    }

    /** A request while its thread carries it out. */
    static final class Turn {
        private final Thread thread = Thread.currentThread();
        private final long began = System.nanoTime();
        private @Nullable ExecutionInput input;
        private boolean over;
        private boolean ended;

        synchronized void worksOn(ExecutionInput executed) {
            input = executed;
            if (over) {
                executed.cancel();
            }
        }

        private synchronized void expire() {
            if (!ended && !over) {
                over = true;
                if (input != null) {
                    input.cancel();
                }
                thread.interrupt();
            }
        }

        private synchronized boolean isOver() {
            return over;
        }

        /** From here on the thread is somebody else's, and goes there without an interrupt of ours. */
        private synchronized void end() {
            ended = true;
            if (over) {
                Thread.interrupted();
            }
        }
    }
}
