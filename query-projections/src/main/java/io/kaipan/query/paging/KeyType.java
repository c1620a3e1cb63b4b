package io.kaipan.query.paging;

import io.kaipan.query.projection.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** What lists are ordered by, and how it is written in a cursor. */
public enum KeyType {
    /** An instant, to the microsecond. */
    INSTANT("timestamptz") {
        @Override
        String selected(String expression) {
            return expression;
        }

        @Override
        Object read(ResultSet row, String column) throws SQLException {
            return Columns.instant(row, column);
        }

        @Override
        String text(Object key) {
            return MICROSECONDS.format((Instant) key);
        }

        @Override
        boolean accepts(String text) {
            try {
                return Instant.parse(text).isAfter(Instant.EPOCH.minusSeconds(1L << 40));
            } catch (DateTimeException e) {
                return false;
            }
        }
    },
    /** A text, in the order of its code points. */
    TEXT("text") {
        @Override
        boolean accepts(String text) {
            return true;
        }
    },
    /** A day. */
    DAY("date") {
        @Override
        boolean accepts(String text) {
            try {
                return LocalDate.parse(text).getYear() <= 9999;
            } catch (DateTimeException e) {
                return false;
            }
        }
    },
    /** A whole number of 64 bits. */
    NUMBER("bigint") {
        @Override
        boolean accepts(String text) {
            return text.matches("-?[0-9]{1,18}");
        }
    };

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final String sqlName;

    KeyType(String sqlName) {
        this.sqlName = sqlName;
    }

    String sqlName() {
        return sqlName;
    }

    /** What a statement selects to have the key. */
    String selected(String expression) {
        return "(" + expression + ")::text";
    }

    /** The key as its column says it. */
    Object read(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /** The text of a key in a cursor. Not every page that is read is asked for its cursors. */
    String text(Object key) {
        return (String) key;
    }

    abstract boolean accepts(String text);
}
