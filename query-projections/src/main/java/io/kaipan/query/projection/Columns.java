package io.kaipan.query.projection;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads columns as the types that rows have. */
public final class Columns {
    /** An instant from a column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column), column);
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** A value of a domain type from a column of text. */
    public static <T> @Nullable T valueOrNull(ResultSet row, String column, Function<String, T> type)
            throws SQLException {
        String value = row.getString(column);
        return value == null ? null : type.apply(value);
    }

    /** Values of a domain type from a column of type {@code text[]}; none when it is null. */
    public static <T> List<T> values(ResultSet row, String column, Function<String, T> type) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? List.of()
                : List.of((String[]) array.getArray()).stream().map(type).toList();
    }

    private Columns() {}
}
