package io.kaipan.query.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * Which parked events are wanted: those that meet every condition given. Null is no condition.
 *
 * @param failed true for those that failed themselves, false for those that wait behind one
 */
public record DeadLetterFilter(
        @Nullable String processor,
        @Nullable String event,
        @Nullable String record,
        @Nullable Boolean failed) {
    /** No condition at all. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null, null);
}
