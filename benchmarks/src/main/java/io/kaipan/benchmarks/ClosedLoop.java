package io.kaipan.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

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

    static Sample run(int callers, int millis, Callers factory) throws Exception {
        CyclicBarrier ready = new CyclicBarrier(callers);
        long[] began = new long[callers];
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<long[]>> loops = IntStream.range(0, callers)
                    .mapToObj(number -> threads.submit(() -> {
                        try (Caller caller = factory.caller(number)) {
                            ready.await();
                            began[number] = System.nanoTime();
                            return loop(caller, began[number] + millis * 1_000_000L);
                        }
                    }))
                    .toList();
            long[] all = {};
            for (Future<long[]> loop : loops) {
                long[] some = loop.get();
                int length = all.length;
                all = Arrays.copyOf(all, length + some.length);
                System.arraycopy(some, 0, all, length, some.length);
            }
            double seconds = (System.nanoTime() - Arrays.stream(began).min().orElseThrow()) / 1e9;
            return Sample.of(all, seconds);
        }
    }

    private static long[] loop(Caller caller, long until) throws Exception {
        long[] took = new long[1024];
        int done = 0;
        for (long now = System.nanoTime(); now < until; ) {
            caller.call();
            long after = System.nanoTime();
            if (done == took.length) {
                took = Arrays.copyOf(took, done * 2);
            }
            took[done++] = after - now;
            now = after;
        }
        return Arrays.copyOf(took, done);
    }

    private ClosedLoop() {}
}
