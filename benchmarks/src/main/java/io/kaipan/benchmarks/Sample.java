package io.kaipan.benchmarks;

import java.util.Arrays;

/**
 * What one turn of load came to.
 *
 * @param done how many were done
 * @param perSecond how many were done in a second
 * @param p50 median time of one in milliseconds
 * @param p99 time in milliseconds that 1 in 100 exceeded
 * @param application CPU time of the server for one, in microseconds
 * @param database CPU time of PostgreSQL for one, in microseconds
 */
record Sample(long done, double perSecond, double p50, double p99, double application, double database) {
    /** CPU time of server and PostgreSQL for one, in microseconds. */
    double cpu() {
        return application + database;
    }

    Sample with(double applicationMicros, double databaseMicros) {
        return new Sample(done, perSecond, p50, p99, applicationMicros, databaseMicros);
    }

    /** @param nanos how long each took, in any order */
    static Sample of(long[] nanos, double seconds) {
        if (nanos.length == 0) {
            throw new IllegalStateException("Nothing was done in " + seconds + " s");
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Sample(
                sorted.length,
                sorted.length / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                0,
                0);
    }
}
