package io.kaipan.query.paging;

/**
 * How many rows there are, counted up to {@value #CAP}.
 *
 * @param value at most {@value #CAP}
 * @param orMore whether counting stopped at {@value #CAP} because there are more
 */
public record CappedCount(int value, boolean orMore) {
    public static final int CAP = 10_000;

    /** @param counted rows found by a count that stops at {@code CAP + 1} */
    public static CappedCount of(long counted) {
        return new CappedCount((int) Math.min(counted, CAP), counted > CAP);
    }
}
