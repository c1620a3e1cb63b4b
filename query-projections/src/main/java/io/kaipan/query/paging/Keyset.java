package io.kaipan.query.paging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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
        Placed<S> last = null;
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
                last = found.get(i);
                T node = opened.get(i);
                if (node != null) {
                    edges.add(new Page.Edge<>(node, last::cursor));
                }
            }
            reached = last == null ? from : last.place();
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
        return jdbc.sql(scanning(select, conditions.sql(), forward, from != null, limit))
                .params(parameters(conditions, from))
                .query((row, number) -> placed(row, number, mapper))
                .list();
    }

    /**
     * Reads the same part of several lists in one statement.
     *
     * @param list the column that tells in which of the lists a row is
     * @param lists which are wanted
     * @param open turns rows as stored into rows as answered, all at once and in their order
     * @return by list; an empty page for one without rows
     * @throws PageRefused {@link PageRefused.Reason#CURSOR_INVALID}
     */
    public <S, T> Map<String, Page<T>> pages(
            JdbcClient jdbc,
            String select,
            Conditions conditions,
            String list,
            Collection<String> lists,
            PageRequest request,
            RowMapper<S> mapper,
            Function<List<S>, List<T>> open) {
        Cursor from = request.cursor() == null ? null : Cursor.decode(name, type, request.cursor());
        String numbered = "SELECT row_number() OVER (" + order(request.forward()) + ") AS keyset_row, "
                + select.substring("SELECT ".length());
        String ofOne = scanning(
                numbered,
                conditions.sql() + " AND " + list + " = wanted.list",
                request.forward(),
                from != null,
                request.size() + 1);
        Map<String, Object> parameters = parameters(conditions, from);
        parameters.put("keysetLists", Conditions.texts(lists));
        List<String> listOf = new ArrayList<>();
        List<Placed<S>> found = jdbc.sql("SELECT wanted.list AS keyset_list, found.* FROM"
                        + " unnest(CAST(:keysetLists AS text[])) AS wanted (list) CROSS JOIN LATERAL (" + ofOne
                        + ") AS found ORDER BY wanted.list, found.keyset_row")
                .params(parameters)
                .query((row, number) -> {
                    listOf.add(row.getString("keyset_list"));
                    return placed(row, number, mapper);
                })
                .list();
        List<T> opened = open.apply(found.stream().map(Placed::row).toList());
        Map<String, List<Page.Edge<T>>> edges = new HashMap<>();
        lists.forEach(one -> edges.put(one, new ArrayList<>()));
        for (int i = 0; i < opened.size(); i++) {
            edges.get(listOf.get(i)).add(new Page.Edge<>(opened.get(i), found.get(i)::cursor));
        }
        Map<String, Page<T>> pages = new HashMap<>();
        edges.forEach((one, all) -> pages.put(one, cut(all, request, from)));
        return pages;
    }

    /** A page from the rows found, of which there may be one more than asked for. */
    private <T> Page<T> cut(List<Page.Edge<T>> found, PageRequest request, @Nullable Cursor from) {
        boolean more = found.size() > request.size();
        List<Page.Edge<T>> edges = new ArrayList<>(more ? found.subList(0, request.size()) : found);
        Cursor reached = edges.isEmpty()
                ? from
                : Cursor.decode(name, type, edges.getLast().cursor());
        return answer(edges, request.forward(), more, from, reached);
    }

    private String scanning(String select, String conditions, boolean forward, boolean fromSomewhere, int limit) {
        String behind = fromSomewhere
                ? " AND (" + expression + ", " + id + ") " + (isDown(forward) ? "<" : ">") + " (CAST(:keysetKey AS "
                        + type.sqlName() + "), :keysetId)"
                : "";
        return "SELECT " + type.selected(expression) + " AS keyset_key, " + id + " AS keyset_id, "
                + select.substring("SELECT ".length()) + " WHERE " + conditions + behind + " " + order(forward)
                + " LIMIT "
                + limit;
    }

    private boolean isDown(boolean forward) {
        return descending == forward;
    }

    private String order(boolean forward) {
        String direction = isDown(forward) ? " DESC" : "";
        return "ORDER BY " + expression + direction + ", " + id + direction;
    }

    private static Map<String, Object> parameters(Conditions conditions, @Nullable Cursor from) {
        Map<String, Object> parameters = new HashMap<>(conditions.parameters());
        if (from != null) {
            parameters.put("keysetKey", from.key());
            parameters.put("keysetId", from.id());
        }
        return parameters;
    }

    private <S> Placed<S> placed(ResultSet row, int number, RowMapper<S> mapper) throws SQLException {
        return new Placed<>(
                Objects.requireNonNull(mapper.mapRow(row, number)),
                this,
                type.read(row, "keyset_key"),
                row.getString("keyset_id"));
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

    private record Placed<S>(S row, Keyset list, Object key, String id) {
        Cursor place() {
            return new Cursor(list.name, list.type.text(key), id);
        }

        String cursor() {
            return place().encode();
        }
    }
}
