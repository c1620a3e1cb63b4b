package io.kaipan.query.rebuild;

import java.time.Duration;

/**
 * What came of filling a generation with the bulk of the log.
 *
 * @param events read
 * @param rows written
 * @param parked events that could not be handled, or follow on such
 * @param took from the first page asked for to the last index made
 */
public record Built(long events, long rows, long parked, Duration took) {
    /** Events a second. */
    public double rate() {
        return events / Math.max(1e-9, took.toNanos() / 1e9);
    }
}
