package io.kaipan.query.recordhistory;

import org.jspecify.annotations.Nullable;

/**
 * What an event did to one field.
 *
 * @param field path in the event, for example {@code contact.phone} or {@code stages.S1.winProbability}
 * @param before null when it had no value; null as well when the values are masked
 * @param after likewise
 * @param visibility whether the values can be read
 */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after, Visibility visibility) {
    /** Whether values can be read. */
    public enum Visibility {
        OPEN,
        /** The asker may not see them (G-8). */
        MASKED,
        /** The customer is forgotten (G-5): {@code before} and {@code after} say "erased". */
        ERASED
    }
}
