package io.kaipan.query.generation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generation of a view compared row by row with the one that is read.
 *
 * @param with the number of the generation that was read
 * @param endedAt null while it is under way
 * @param rows so many were compared
 * @param different so many differ
 * @param failure why it could not be finished; null otherwise
 * @param differences the first {@value #MOST_LISTED} of those that differ
 */
public record Comparison(
        int with,
        Instant startedAt,
        @Nullable Instant endedAt,
        long rows,
        long different,
        @Nullable String failure,
        List<Difference> differences) {
    public static final int MOST_LISTED = 100;

    /** How a row differs. */
    public enum Kind {
        /** The generation lacks a row that the one that is read has. */
        MISSING,
        /** The generation has a row that the one that is read lacks. */
        ADDED,
        /** Both have the row, with other values. */
        CHANGED
    }

    /**
     * A row that differs.
     *
     * @param table without schema and generation
     * @param key the values of its key
     * @param columns in which it differs; none unless it was changed
     */
    public record Difference(String table, List<String> key, Kind kind, List<String> columns) {}
}
