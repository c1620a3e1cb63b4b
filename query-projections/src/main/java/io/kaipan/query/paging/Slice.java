package io.kaipan.query.paging;

import java.util.List;
import java.util.function.ToLongFunction;

/** Pages of a list that is in memory, in ascending order of a number that no two rows share. */
public final class Slice {
    /**
     * Cuts a page out of a list.
     *
     * @param name the list's name; a cursor of one list is refused in another
     * @throws PageRefused {@link PageRefused.Reason#CURSOR_INVALID}
     */
    public static <T> Page<T> of(String name, List<T> rows, ToLongFunction<T> number, PageRequest request) {
        int from = 0;
        int to = rows.size();
        if (request.cursor() != null) {
            long reached = Long.parseLong(
                    Cursor.decode(name, KeyType.NUMBER, request.cursor()).key());
            List<T> before = rows.stream()
                    .takeWhile(row -> number.applyAsLong(row) <= reached)
                    .toList();
            boolean stillThere = !before.isEmpty() && number.applyAsLong(before.getLast()) == reached;
            from = request.forward() ? before.size() : 0;
            to = request.forward() ? rows.size() : before.size() - (stillThere ? 1 : 0);
        }
        if (request.forward()) {
            to = Math.min(to, from + request.size());
        } else {
            from = Math.max(from, to - request.size());
        }
        List<Page.Edge<T>> edges = rows.subList(from, to).stream()
                .map(row ->
                        new Page.Edge<>(row, new Cursor(name, String.valueOf(number.applyAsLong(row)), "").encode()))
                .toList();
        return new Page<>(
                edges,
                to < rows.size(),
                from > 0,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
    }

    private Slice() {}
}
