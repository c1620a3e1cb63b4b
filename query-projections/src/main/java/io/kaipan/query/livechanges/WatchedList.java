package io.kaipan.query.livechanges;

import java.util.List;
import java.util.Set;

/**
 * A list as its watcher may see it: every answer is read anew with the watcher's rights.
 *
 * @param <I> the ids of its rows
 * @param <R> its rows
 */
public interface WatchedList<I, R> {
    /** The first page as it stands. */
    List<R> first();

    /** Those of these rows that are in the list. */
    List<R> among(Set<I> ids);

    /** The only rows that can ever be in the list; empty when any can. */
    Set<I> only();

    I idOf(R row);
}
