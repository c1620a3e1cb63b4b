package io.kaipan.graphql.imports;

import io.kaipan.command.bulk.Page;
import io.kaipan.query.paging.PageRefused;
import io.kaipan.query.paging.PageRequest;
import java.util.List;
import java.util.function.Function;

/** Relay pages over the lists of imports, whose entries are found by a key that is also the cursor. */
final class KeyedPages {
    /**
     * Fetches a page.
     *
     * @param key reads a cursor
     * @throws PageRefused when the cursor is no key of that list
     */
    static <K, T> io.kaipan.query.paging.Page<T> fetch(
            PageRequest request, Function<String, K> key, Function<Page<K>, List<T>> list, Function<T, Object> cursor) {
        return cut(request, list.apply(wanted(request, key)), cursor);
    }

    /** What to fetch for a page: one entry more, to know whether others follow. */
    static <K> Page<K> wanted(PageRequest request, Function<String, K> key) {
        K place = request.cursor() == null ? null : key(request.cursor(), key);
        return new Page<>(
                request.forward() ? place : null,
                request.forward() ? null : place,
                !request.forward(),
                request.size() + 1);
    }

    /** The page in what was fetched for it. */
    static <T> io.kaipan.query.paging.Page<T> cut(PageRequest request, List<T> found, Function<T, Object> cursor) {
        boolean more = found.size() > request.size();
        List<T> rows =
                !more ? found : request.forward() ? found.subList(0, request.size()) : found.subList(1, found.size());
        List<io.kaipan.query.paging.Page.Edge<T>> edges = rows.stream()
                .map(row -> new io.kaipan.query.paging.Page.Edge<>(
                        row, cursor.apply(row).toString()))
                .toList();
        return new io.kaipan.query.paging.Page<>(
                edges,
                request.forward() ? more : request.cursor() != null,
                request.forward() ? request.cursor() != null : more,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
    }

    private static <K> K key(String cursor, Function<String, K> read) {
        try {
            return read.apply(cursor);
        } catch (RuntimeException e) {
            throw new PageRefused(PageRefused.Reason.CURSOR_INVALID);
        }
    }

    private KeyedPages() {}
}
