package io.kaipan.query.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A list in a total order, read in pages that start behind the last row seen instead of at an offset: rows that come or go
 * elsewhere in the list move nothing.
 *
 * @param name the order's name; a cursor of one order is refused in another
 * @param expression what rows are ordered by; never null
 * @param type what the expression answers
 * @param id the column that breaks ties; unique, never null
 */
public record Keyset(String name, String expression, KeyType type, String id, boolean descending) {
    /** Pages that lose all their rows to the last check are given up after so many statements. */
    private static final int MOST_ROUNDS = 5;

    /** How many rows a further statement looks at. */
    private static final int LONGER_LOOK = 500;

    /**
     * Reads a page, as a rule in one statement; more are needed only when {@code open} turns rows away.
     *
     * @param select the statement up to and without its WHERE
     * @param open turns rows as stored into rows as answered, all of a statement's at once and in their order; null for a
     *     row that does not belong to the list after all
     * @throws PageRefused {@link PageRefused.Reason#CURSOR_INVALID}
     */
    public <S, T> Page<T> page(
            JdbcClient jdbc,
            String select,
            Conditions conditions,
            PageRequest request,
            RowMapper<S> mapper,
            Function<List<S>, List<@Nullable T>> open) {
        Cursor from = request.cursor() == null ? null : Cursor.decode(name, type, request.cursor());
        Cursor reached = from;
        List<Page.Edge<T>> edges = new ArrayList<>();
        boolean more = true;
        for (int round = 0; round < MOST_ROUNDS && more && edges.size() < request.size(); round++) {
            int limit = round == 0 ? request.size() + 1 : LONGER_LOOK;
            List<Placed<S>> found = scan(jdbc, select, conditions, request.forward(), reached, limit, mapper);
            List<@Nullable T> opened =
                    open.apply(found.stream().map(Placed::row).toList());
            more = found.size() == limit;
            for (int i = 0; i < found.size(); i++) {
                if (edges.size() == request.size()) {
                    more = true;
                    break;
                }
                reached = found.get(i).cursor();
                T node = opened.get(i);
                if (node != null) {
                    edges.add(new Page.Edge<>(node, reached.encode()));
                }
            }
        }
        return answer(edges, request.forward(), more, from, reached);
    }

    private static <T> Page<T> answer(
            List<Page.Edge<T>> edges, boolean forward, boolean more, @Nullable Cursor from, @Nullable Cursor reached) {
        String first = edges.isEmpty() ? null : edges.getFirst().cursor();
        String last = reached == null ? null : reached.encode();
        if (forward) {
            return new Page<>(List.copyOf(edges), more, from != null, first, last);
        }
        Collections.reverse(edges);
        return new Page<>(List.copyOf(edges), from != null, more, last, first);
    }

    private <S> List<Placed<S>> scan(
            JdbcClient jdbc,
            String select,
            Conditions conditions,
            boolean forward,
            @Nullable Cursor from,
            int limit,
            RowMapper<S> mapper) {
        boolean down = descending == forward;
        String direction = down ? " DESC" : "";
        Map<String, Object> parameters = new HashMap<>(conditions.parameters());
        String sql = "SELECT " + type.asText(expression) + " AS keyset_key, " + id + " AS keyset_id, "
                + select.substring("SELECT ".length()) + " WHERE " + conditions.sql();
        if (from != null) {
            sql += " AND (" + expression + ", " + id + ") " + (down ? "<" : ">") + " (CAST(:keysetKey AS "
                    + type.sqlName() + "), :keysetId)";
            parameters.put("keysetKey", from.key());
            parameters.put("keysetId", from.id());
        }
        sql += " ORDER BY " + expression + direction + ", " + id + direction + " LIMIT " + limit;
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) -> new Placed<>(
                        Objects.requireNonNull(mapper.mapRow(row, number)),
                        new Cursor(name, row.getString("keyset_key"), row.getString("keyset_id"))))
                .list();
    }

    /** The statement of {@link #count}, for those who count several things at once. */
    public static String counting(String from, String conditions) {
        return "SELECT count(*) FROM (SELECT 1 " + from + " WHERE " + conditions + " LIMIT " + (CappedCount.CAP + 1)
                + ") AS counted";
    }

    /** Counts a list's rows, up to one more than {@link CappedCount#CAP}. @param from the statement from its FROM on */
    public static CappedCount count(JdbcClient jdbc, String from, Conditions conditions) {
        long counted = jdbc.sql(counting(from, conditions.sql()))
                .params(conditions.parameters())
                .query(Long.class)
                .single();
        return CappedCount.of(counted);
    }

    private record Placed<S>(S row, Cursor cursor) {}
}
