package io.kaipan.command.bulk;

import org.jspecify.annotations.Nullable;

/**
 * Which stretch of an ordered list is wanted.
 *
 * @param after only what comes behind this key; null means from the front
 * @param before only what comes before this key; null means up to the end
 * @param fromBack whether the limit counts from the back of that stretch
 */
public record Page<K>(@Nullable K after, @Nullable K before, boolean fromBack, int limit) {
    /** The first entries of a list. */
    public static <K> Page<K> first(int limit) {
        return new Page<>(null, null, false, limit);
    }
}
