package io.kaipan.query.projection;

import io.kaipan.query.projection.Table.Column;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * The tables of one generation of a view. A generation keeps the columns it was made with: what today's rows have beyond
 * them is not written, and read as null.
 */
public final class GenerationTables implements LoadedRows.RowStore {
    private final NamedParameterJdbcOperations jdbc;
    private final int generation;
    private final Map<Table<?>, Set<String>> present = new HashMap<>();

    public GenerationTables(NamedParameterJdbcOperations jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
    }

    @Override
    public <T> List<T> byKey(Table<T> table, Collection<String> keys) {
        List<Column<T>> columns = table.key();
        MapSqlParameterSource parts = new MapSqlParameterSource();
        for (int i = 0; i < columns.size(); i++) {
            int part = i;
            parts.addValue(
                    columns.get(i).name(),
                    keys.stream().map(key -> table.parts(key)[part]).toArray(String[]::new),
                    Types.ARRAY);
        }
        String key = names(columns, Column::name);
        return jdbc.query(
                select(table) + " WHERE (" + key + ") IN (SELECT "
                        + names(
                                columns,
                                column -> column.name() + "::" + column.type().sql()) + " FROM "
                        + unnest(columns) + ")",
                parts,
                (row, number) -> table.read(row));
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
        upsert(table, Stream.concat(fresh.stream(), changed.stream()).toList());
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
