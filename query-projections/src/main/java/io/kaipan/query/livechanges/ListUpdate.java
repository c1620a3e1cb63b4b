package io.kaipan.query.livechanges;

import java.util.List;

/**
 * A step in a list that somebody watches.
 *
 * @param snapshot true: {@code rows} is the list's first page as it stands now and replaces what was shown before (the
 *     first step, and whenever more happened than could be told one by one); false: what changed since the step before
 * @param rows those that are in the list now, new or changed
 * @param gone those that have left the list
 * @param position up to where in the log the list has read at least
 */
public record ListUpdate<I, R>(boolean snapshot, List<R> rows, List<I> gone, long position) {}
