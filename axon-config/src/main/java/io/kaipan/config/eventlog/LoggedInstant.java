package io.kaipan.config.eventlog;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/**
 * Reads the log's form of times, 2026-11-21T09:30:00.123Z with any number of decimals or none, without the formatter, which
 * costs more than the rest of a small event. Whatever looks otherwise is left to the formatter.
 */
final class LoggedInstant extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    private static final int SECONDS_END = 19;
    private static final int MOST_DECIMALS = 9;
    private static final String FORM = "0000-00-00T00:00:00";

    LoggedInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            String text = json.getString();
            if (isPlain(text)) {
                return plain(text);
            }
        }
        return InstantDeserializer.INSTANT.deserialize(json, context);
    }

    static Instant parse(String text) {
        return isPlain(text) ? plain(text) : Instant.parse(text);
    }

    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        int decimals = last - SECONDS_END - 1;
        if (last < SECONDS_END
                || text.charAt(last) != 'Z'
                || (last > SECONDS_END
                        && (text.charAt(SECONDS_END) != '.' || decimals == 0 || decimals > MOST_DECIMALS))) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            char wanted = i < SECONDS_END ? FORM.charAt(i) : i == SECONDS_END ? '.' : '0';
            char is = text.charAt(i);
            if (wanted == '0' ? is < '0' || is > '9' : is != wanted) {
                return false;
            }
        }
        return number(text, 11, 13) < 24
                && number(text, 17, 19) < 60; // midnight as 24:00 and leap seconds are the formatter's
    }

    private static Instant plain(String text) {
        int nanos = 0;
        for (int i = SECONDS_END + 1; i <= SECONDS_END + MOST_DECIMALS; i++) {
            nanos = 10 * nanos + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
