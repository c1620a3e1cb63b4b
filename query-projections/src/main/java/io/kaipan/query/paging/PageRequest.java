package io.kaipan.query.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted: the {@code first} rows after a cursor, or the {@code last} rows before one.
 *
 * @param size how many rows at most, 1 to {@value #MAX_SIZE}
 * @param forward whether the page is counted from {@code cursor} on forward, else backward
 * @param cursor the place to count from, exclusive; null means the list's beginning, or backward its end
 */
public record PageRequest(
        int size, boolean forward, @Nullable String cursor) {
    public static final int MAX_SIZE = 200;

    /** @throws PageRefused {@link PageRefused.Reason#SIZE_OUT_OF_RANGE} */
    public PageRequest {
        if (size < 1 || size > MAX_SIZE) {
            throw new PageRefused(PageRefused.Reason.SIZE_OUT_OF_RANGE);
        }
    }

    /** The {@code size} rows after a cursor. */
    public static PageRequest first(int size, @Nullable String after) {
        return new PageRequest(size, true, after);
    }

    /** The {@code size} rows before a cursor. */
    public static PageRequest last(int size, @Nullable String before) {
        return new PageRequest(size, false, before);
    }

    /**
     * Reads the four arguments of a Relay connection.
     *
     * @param defaultSize when neither {@code first} nor {@code last} is given
     * @throws PageRefused when both directions are asked for at once, or the size is out of range
     */
    public static PageRequest of(
            @Nullable Integer first,
            @Nullable String after,
            @Nullable Integer last,
            @Nullable String before,
            int defaultSize) {
        boolean backward = last != null || (first == null && before != null);
        if ((first != null && last != null) || (backward ? after != null : before != null)) {
            throw new PageRefused(PageRefused.Reason.DIRECTIONS_MIXED);
        }
        return backward
                ? last(last == null ? defaultSize : last, before)
                : first(first == null ? defaultSize : first, after);
    }
}
