package io.kaipan.query.projection;

import io.kaipan.query.projection.Table.Column;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * The tables of one generation of a view. A generation keeps the columns it was made with: what today's rows have beyond
 * them is not written, and read as null.
 */
public final class GenerationTables implements LoadedRows.RowStore {
    /** From so many new rows on COPY costs less than a statement with an array a column. */
    static final int MANY = 50;

    private final NamedParameterJdbcOperations jdbc;
    private final int generation;
    private final Map<Table<?>, Set<String>> present = new HashMap<>();

    public GenerationTables(NamedParameterJdbcOperations jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
    }

    @Override
    public <T> List<T> byKey(Table<T> table, Collection<String> keys) {
        return jdbc.query(
                select(table) + " WHERE " + isOneOf(table.key()), parts(table, keys), (row, number) -> table.read(row));
    }

    private static <T> MapSqlParameterSource parts(Table<T> table, Collection<String> keys) {
        List<Column<T>> columns = table.key();
        MapSqlParameterSource parts = new MapSqlParameterSource();
        for (int i = 0; i < columns.size(); i++) {
            int part = i;
            parts.addValue(
                    columns.get(i).name(),
                    keys.stream().map(key -> table.parts(key)[part]).toArray(String[]::new),
                    Types.ARRAY);
        }
        return parts;
    }

    private static <T> String isOneOf(List<Column<T>> key) {
        return "(" + names(key, Column::name) + ") IN (SELECT "
                + names(key, column -> column.name() + "::" + column.type().sql()) + " FROM " + unnest(key) + ")";
    }

    @Override
    public <T> List<T> by(Table<T> table, String column, Collection<String> values) {
        return jdbc.query(
                select(table) + " WHERE " + column + " = ANY(:values)",
                new MapSqlParameterSource().addValue("values", values.toArray(String[]::new), Types.ARRAY),
                (row, number) -> table.read(row));
    }

    @Override
    public <T> void write(Table<T> table, List<T> fresh, List<T> changed) {
        List<T> rest = new ArrayList<>(changed);
        if (fresh.size() < MANY) {
            rest.addAll(fresh);
        } else {
            Set<String> present = keys(table, fresh);
            List<T> absent = new ArrayList<>();
            fresh.forEach(row -> (present.contains(table.keyOf(row)) ? rest : absent).add(row));
            copy(table, absent);
        }
        upsert(table, rest);
    }

    /** The keys of those rows that have another of the same key in the table. */
    private <T> Set<String> keys(Table<T> table, List<T> rows) {
        List<String> columns = table.key().stream().map(Column::name).toList();
        return Set.copyOf(jdbc.query(
                "SELECT " + String.join(", ", columns) + " FROM " + table.in(generation) + " WHERE "
                        + isOneOf(table.key()),
                parts(table, rows.stream().map(table::keyOf).toList()),
                (row, number) -> {
                    List<String> parts = new ArrayList<>();
                    for (String column : columns) {
                        parts.add(row.getString(column));
                    }
                    return table.key(parts);
                }));
    }

    /** Writes rows of which the table has none of the same key, in bulk. */
    <T> void copy(Table<T> table, List<T> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Column<T>> columns = columns(table);
        String sql =
                "COPY " + table.in(generation) + " (" + names(columns, Column::name) + ") FROM STDIN (FORMAT binary)";
        jdbc.getJdbcOperations().execute((ConnectionCallback<@Nullable Void>) connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            try {
                new CopyStream<>(copy, columns).write(rows);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
            return null;
        });
    }

    /**
     * Inserts rows, or replaces those of the same key, in one statement. (Not a JDBC batch: when the connection breaks in
     * one, the driver throws an AssertionError, which nobody takes for what it is.)
     */
    <T> void upsert(Table<T> table, List<T> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Column<T>> columns = columns(table);
        List<Column<T>> others =
                columns.stream().filter(column -> !table.key().contains(column)).toList();
        String sql = "INSERT INTO " + table.in(generation) + " (" + names(columns, Column::name) + ") SELECT "
                + names(columns, column -> column.name() + "::" + column.type().sql()) + " FROM " + unnest(columns)
                + " ON CONFLICT (" + names(table.key(), Column::name) + ") DO UPDATE SET "
                + names(others, column -> column.name() + " = excluded." + column.name());
        MapSqlParameterSource arrays = new MapSqlParameterSource();
        columns.forEach(column -> arrays.addValue(
                column.name(),
                rows.stream().map(row -> text(column.value().apply(row))).toArray(String[]::new),
                Types.ARRAY));
        jdbc.update(sql, arrays);
    }

    void empty(Table<?> table) {
        jdbc.update("DELETE FROM " + table.in(generation), Map.of());
    }

    /** The columns that rows have and this generation of the table too. */
    <T> List<Column<T>> columns(Table<T> table) {
        Set<String> known = present(table);
        return table.columns().stream()
                .filter(column -> known.contains(column.name()))
                .toList();
    }

    private String select(Table<?> table) {
        Set<String> known = present(table);
        return "SELECT "
                + table.columns().stream()
                        .map(column -> known.contains(column.name())
                                ? column.name()
                                : "NULL::" + column.type().sql() + " AS " + column.name())
                        .collect(Collectors.joining(", "))
                + " FROM " + table.in(generation);
    }

    private synchronized Set<String> present(Table<?> table) {
        return present.computeIfAbsent(
                table,
                unknown -> Set.copyOf(jdbc.queryForList(
                        "SELECT attname FROM pg_attribute WHERE attrelid = CAST(:name AS regclass) AND attnum > 0"
                                + " AND NOT attisdropped",
                        new MapSqlParameterSource("name", table.in(generation)),
                        String.class)));
    }

    private static <T> String unnest(List<Column<T>> columns) {
        return "unnest(" + names(columns, column -> "CAST(:" + column.name() + " AS text[])") + ") AS rows ("
                + names(columns, Column::name) + ")";
    }

    private static <T> String names(List<Column<T>> columns, Function<Column<T>, String> form) {
        return columns.stream().map(form).collect(Collectors.joining(", "));
    }

    /** A column's value as PostgreSQL reads it. PostgreSQL has no place for NUL. */
    private static @Nullable String text(@Nullable Object value) {
        return value instanceof Collection<?> values
                ? values.stream()
                        .map(one -> '"' + clean(one).replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(",", "{", "}"))
                : value == null ? null : clean(value);
    }

    /** A value as text, without NUL. */
    static String clean(Object value) {
        String text = Objects.toString(value);
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
