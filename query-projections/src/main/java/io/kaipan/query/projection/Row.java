package io.kaipan.query.projection;

import io.kaipan.query.paging.Conditions;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** A row to be written, column by column. Values carry their types, so that rows with and without nulls go in one batch. */
public final class Row {
    private final MapSqlParameterSource columns = new MapSqlParameterSource();

    /** A text; domain types are written as they print. */
    public Row text(String column, @Nullable Object value) {
        columns.addValue(column, Objects.toString(value, null), Types.VARCHAR);
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
     * Inserts rows, or replaces those of the same key, in one round trip.
     *
     * @param rows all with the same columns
     * @param key the columns of the primary key
     */
    public static void upsert(NamedParameterJdbcOperations jdbc, String table, List<Row> rows, String... key) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> names = List.of(rows.getFirst().columns.getParameterNames());
        List<String> keys = List.of(key);
        String sql = "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                + names.stream().map(name -> ":" + name).collect(Collectors.joining(", ")) + ") ON CONFLICT ("
                + String.join(", ", keys) + ") DO UPDATE SET "
                + names.stream()
                        .filter(name -> !keys.contains(name))
                        .map(name -> name + " = excluded." + name)
                        .collect(Collectors.joining(", "));
        jdbc.batchUpdate(sql, rows.stream().map(Row::parameters).toArray(SqlParameterSource[]::new));
    }

    /** Inserts one row, or replaces the one of the same key. */
    public void upsert(NamedParameterJdbcOperations jdbc, String table, String... key) {
        upsert(jdbc, table, Stream.of(this).toList(), key);
    }
}
