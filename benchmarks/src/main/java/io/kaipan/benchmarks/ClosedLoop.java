package io.kaipan.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Callers who each do one thing after the other, without a pause, until the time is up. */
final class ClosedLoop {
    /** One caller. */
    interface Caller extends AutoCloseable {
        void call() throws Exception;

        @Override
        default void close() throws IOException, SQLException {}
    }

    /** Makes the caller of a number. */
    interface Callers {
        Caller caller(int number) throws Exception;
    }

    /** For so long. */
    static Sample run(int callers, int millis, Callers factory) throws Exception {
        return run(callers, began -> System.nanoTime() - began < millis * 1_000_000L, factory);
    }

    /** @param goingOn whether to call once more, told when the loop began */
    static Sample run(int callers, LongPredicate goingOn, Callers factory) throws Exception {
        CyclicBarrier ready = new CyclicBarrier(callers);
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<Loop>> loops = IntStream.range(0, callers)
                    .mapToObj(number -> threads.submit(() -> {
                        try (Caller caller = factory.caller(number)) {
                            ready.await();
                            return loop(caller, goingOn);
                        }
                    }))
                    .toList();
            long began = Long.MAX_VALUE;
            LongStream nanos = LongStream.empty();
            for (Future<Loop> future : loops) {
                Loop loop = future.get();
                began = Math.min(began, loop.began());
                nanos = LongStream.concat(nanos, Arrays.stream(loop.nanos()));
            }
            return Sample.of(nanos.toArray(), (System.nanoTime() - began) / 1e9);
        }
    }

    /** What one caller did. */
    private record Loop(long began, long[] nanos) {}

    private static Loop loop(Caller caller, LongPredicate goingOn) throws Exception {
        long began = System.nanoTime();
        long[] took = new long[1024];
        int done = 0;
        while (goingOn.test(began)) {
            long now = System.nanoTime();
            caller.call();
            if (done == took.length) {
                took = Arrays.copyOf(took, done * 2);
            }
            took[done++] = System.nanoTime() - now;
        }
        return new Loop(began, Arrays.copyOf(took, done));
    }

    private ClosedLoop() {}
}
