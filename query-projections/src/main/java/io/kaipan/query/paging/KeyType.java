package io.kaipan.query.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** What lists are ordered by, and how it is written in a cursor. */
public enum KeyType {
    /** An instant, to the microsecond. */
    INSTANT("timestamptz") {
        @Override
        String asText(String expression) {
            return "to_char(" + expression + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
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

    private final String sqlName;

    KeyType(String sqlName) {
        this.sqlName = sqlName;
    }

    String sqlName() {
        return sqlName;
    }

    String asText(String expression) {
        return "(" + expression + ")::text";
    }

    abstract boolean accepts(String text);
}
