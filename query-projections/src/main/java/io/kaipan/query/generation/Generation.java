package io.kaipan.query.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A generation of a view.
 *
 * @param view for example {@link io.kaipan.query.leadlist.LeadList#VIEW}
 * @param number from 1
 * @param asking who asked for it; null for the generation that the view began with
 * @param bulk how far the bulk of the log is in it; null for the generation that the view began with
 * @param liveSince when it was switched in last; null when it never was
 * @param endedAt when it failed, or was cancelled or dropped; null otherwise
 * @param failure why it failed; null otherwise
 */
public record Generation(
        String view,
        int number,
        GenerationState state,
        @Nullable Asking asking,
        @Nullable Bulk bulk,
        @Nullable Instant liveSince,
        @Nullable Instant endedAt,
        @Nullable String failure) {
    /** Who asked for a generation, and when. @param by login name */
    public record Asking(String by, Instant at) {}

    /**
     * The bulk of the log.
     *
     * @param startedAt of the last try
     * @param builtAt null until it is all in
     * @param logEnd where the log ended when it began
     * @param readTo the position it has come to
     * @param events so many were read
     * @param rows so many were written; 0 until it is all in
     * @param parked so many could not be handled and lie in the dead letters
     */
    public record Bulk(
            Instant startedAt,
            @Nullable Instant builtAt,
            long logEnd,
            long readTo,
            long events,
            long rows,
            long parked) {}

    /** The name of its processing group, under which its token and its dead letters are kept. */
    public String group() {
        return group(view, number);
    }

    /** The name of the processing group of a view's generation. */
    public static String group(String view, int number) {
        return number == 1 ? view : view + ".g" + number;
    }
}
