package io.kaipan.graphql.schema;

import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRefused;
import io.kaipan.query.paging.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of a short list that is known as a whole. Its cursors are the entries' keys, encoded plainly. */
public final class KnownList {
    /** The part of a list that is asked for. @throws PageRefused when the cursor names no entry of it */
    public static <T> Page<T> page(List<T> all, Function<T, String> key, PageRequest request) {
        int from = 0;
        int to = all.size();
        if (request.cursor() != null) {
            int place = placeOf(request.cursor(), all, key);
            from = request.forward() ? place + 1 : 0;
            to = request.forward() ? to : place;
        }
        if (request.forward()) {
            to = Math.min(to, from + request.size());
        } else {
            from = Math.max(from, to - request.size());
        }
        List<Page.Edge<T>> edges = all.subList(from, to).stream()
                .map(entry -> new Page.Edge<>(entry, cursor(key.apply(entry))))
                .toList();
        return page(edges, to < all.size(), from > 0);
    }

    /** A page of keys as the page of their rows; what has no row is left out. @param rows in the order of the keys */
    public static <K, R> Page<R> filled(Page<K> keys, List<@Nullable R> rows) {
        List<Page.Edge<R>> edges = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            R row = rows.get(i);
            if (row != null) {
                edges.add(new Page.Edge<>(row, keys.edges().get(i).cursor()));
            }
        }
        return page(edges, keys.hasNext(), keys.hasPrevious());
    }

    private static <T> Page<T> page(List<Page.Edge<T>> edges, boolean hasNext, boolean hasPrevious) {
        return new Page<>(
                edges,
                hasNext,
                hasPrevious,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
    }

    private static <T> int placeOf(String cursor, List<T> all, Function<T, String> key) {
        for (int i = 0; i < all.size(); i++) {
            if (cursor(key.apply(all.get(i))).equals(cursor)) {
                return i;
            }
        }
        throw new PageRefused(PageRefused.Reason.CURSOR_INVALID);
    }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private KnownList() {}
}
