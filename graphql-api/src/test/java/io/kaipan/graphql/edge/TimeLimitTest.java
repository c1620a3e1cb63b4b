package io.kaipan.graphql.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.ExecutionInput;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.errors.ApiException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class TimeLimitTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final TimeLimit limit = new TimeLimit(new EndpointSettings(DataSize.ofMegabytes(1), SHORT, null, false));

    @AfterEach
    void close() {
        limit.close();
    }

    @Test
    @DisplayName("what is done in time is answered, and its thread is left alone afterwards")
    void inTime() throws InterruptedException {
        assertThat(limit.<String>carryOut(turn -> "done")).isEqualTo("done");

        Thread.sleep(SHORT.multipliedBy(3));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName(
            "what takes too long is interrupted, and the engine is told to go no further; the thread is free again")
    void tooLong() {
        ExecutionInput input = ExecutionInput.newExecutionInput("{ id }").build();

        assertThatThrownBy(() -> limit.carryOut(turn -> {
                    turn.worksOn(input);
                    return forever();
                }))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.TIMEOUT));
        assertThat(input.isCancelled()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName("what takes no notice and is done too late is TIMEOUT all the same")
    void tooLate() {
        assertThatThrownBy(() -> limit.carryOut(turn -> {
                    busyFor(SHORT.multipliedBy(3));
                    return "done";
                }))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.TIMEOUT));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName("a request that ends just when its time is up leaves no interrupt to the next one on its thread")
    void race() {
        for (int i = 0; i < 20; i++) {
            try {
                limit.carryOut(turn -> {
                    busyFor(SHORT);
                    return "done";
                });
            } catch (ApiException timeout) {
                assertThat(timeout.error()).isEqualTo(ApiError.TIMEOUT);
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    private static String forever() {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void busyFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
