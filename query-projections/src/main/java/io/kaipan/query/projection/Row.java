package io.kaipan.query.projection;

import io.kaipan.query.paging.Conditions;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** A row to be written, column by column. */
public final class Row {
    private final MapSqlParameterSource columns = new MapSqlParameterSource();

    /** A text; domain types are written as they print, and without NUL, which PostgreSQL has no place for. */
    public Row text(String column, @Nullable Object value) {
        columns.addValue(column, value == null ? null : value.toString().replace("\0", ""), Types.VARCHAR);
        return this;
    }

    public Row number(String column, @Nullable Number value) {
        columns.addValue(column, value == null ? null : value.longValue(), Types.BIGINT);
        return this;
    }

    public Row flag(String column, boolean value) {
        columns.addValue(column, value, Types.BOOLEAN);
        return this;
    }

    public Row instant(String column, @Nullable Instant value) {
        columns.addValue(column, value == null ? null : Conditions.at(value), Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    public Row date(String column, LocalDate value) {
        columns.addValue(column, value, Types.DATE);
        return this;
    }

    public Row numbers(String column, Collection<Long> values) {
        columns.addValue(column, values.toArray(Long[]::new), Types.ARRAY);
        return this;
    }

    public Row texts(String column, Collection<?> values) {
        columns.addValue(column, Conditions.texts(values), Types.ARRAY);
        return this;
    }

    public SqlParameterSource parameters() {
        return columns;
    }

    /** Reads the row of that key. @throws MissingRow when there is none */
    public static <T> T read(
            NamedParameterJdbcOperations jdbc, String table, String key, Object id, RowMapper<T> mapper) {
        return jdbc
                .query(
                        "SELECT * FROM " + table + " WHERE " + key + " = :id",
                        new MapSqlParameterSource("id", id.toString()),
                        mapper)
                .stream()
                .findFirst()
                .orElseThrow(() -> new MissingRow(table, id));
    }

    /**
     * Inserts rows, or replaces those of the same key, in one statement. (Not a JDBC batch: when the connection breaks in
     * one, the driver throws an AssertionError, which nobody takes for what it is.)
     *
     * @param rows all with the same columns
     * @param key the columns of the primary key
     */
    public static void upsert(NamedParameterJdbcOperations jdbc, String table, List<Row> rows, String... key) {
        if (rows.isEmpty()) {
            return;
        }
        Row first = rows.getFirst();
        List<String> names = List.of(first.columns.getParameterNames());
        List<String> keys = List.of(key);
        String sql = "INSERT INTO " + table + " (" + String.join(", ", names) + ") SELECT "
                + joined(names, name -> name + "::" + first.typeOf(name)) + " FROM unnest("
                + joined(names, name -> "CAST(:" + name + " AS text[])") + ") AS rows ("
                + String.join(", ", names) + ") ON CONFLICT (" + String.join(", ", keys) + ") DO UPDATE SET "
                + joined(
                        names.stream().filter(name -> !keys.contains(name)).toList(),
                        name -> name + " = excluded." + name);
        MapSqlParameterSource arrays = new MapSqlParameterSource();
        names.forEach(name ->
                arrays.addValue(name, rows.stream().map(row -> row.textOf(name)).toArray(String[]::new), Types.ARRAY));
        jdbc.update(sql, arrays);
    }

    private static String joined(List<String> names, UnaryOperator<String> form) {
        return names.stream().map(form).collect(Collectors.joining(", "));
    }

    private String typeOf(String column) {
        return switch (columns.getSqlType(column)) {
            case Types.BIGINT -> "bigint";
            case Types.BOOLEAN -> "boolean";
            case Types.DATE -> "date";
            case Types.TIMESTAMP_WITH_TIMEZONE -> "timestamptz";
            case Types.ARRAY -> columns.getValue(column) instanceof Long[] ? "bigint[]" : "text[]";
            default -> "text";
        };
    }

    /** A column's value as PostgreSQL reads it. */
    private @Nullable String textOf(String column) {
        Object value = columns.getValue(column);
        return value instanceof Object[] values
                ? Stream.of(values)
                        .map(one -> '"' + one.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(",", "{", "}"))
                : Objects.toString(value, null);
    }

    /** Inserts one row, or replaces the one of the same key. */
    public void upsert(NamedParameterJdbcOperations jdbc, String table, String... key) {
        upsert(jdbc, table, List.of(this), key);
    }
}
