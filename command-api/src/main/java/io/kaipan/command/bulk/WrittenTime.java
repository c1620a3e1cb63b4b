package io.kaipan.command.bulk;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as spreadsheets write them: {@code 2024-03-05 14:30}, {@code 2024/3/5}, {@code 2024年3月5日 14时30分}. */
final class WrittenTime {
    static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    private static final Pattern LOCAL = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?"
            + "(?:[T ]?\\s*(\\d{1,2})[:时](?:(\\d{1,2})(?:[:分](?:(\\d{1,2})秒?(?:\\.\\d+)?)?)?)?)?");

    /**
     * Reads a date or a date and time as of a time zone (G-1); a date alone means the day's beginning. A time that says
     * its own offset keeps it.
     *
     * @return the instant in ISO-8601, or {@code written} as it is when it can't be read
     */
    static String toInstant(String written, ZoneId zone) {
        String plain = Normalizer.normalize(written, Normalizer.Form.NFKC).strip();
        try {
            Matcher local = LOCAL.matcher(plain);
            if (!local.matches()) {
                return OffsetDateTime.parse(plain).toInstant().toString();
            }
            return LocalDateTime.of(
                            part(local, 1),
                            part(local, 2),
                            part(local, 3),
                            part(local, 4),
                            part(local, 5),
                            part(local, 6))
                    .atZone(zone)
                    .toInstant()
                    .toString();
        } catch (DateTimeException unreadable) {
            return written;
        }
    }

    /** Reads a date, written alone or with a time. @return the day in ISO-8601, or {@code written} as it is */
    static String toDay(String written) {
        String instant = toInstant(written, ZoneOffset.UTC);
        return instant.equals(written) ? written : instant.substring(0, instant.indexOf('T'));
    }

    private static int part(Matcher time, int group) {
        return time.group(group) == null ? 0 : Integer.parseInt(time.group(group));
    }

    private WrittenTime() {}
}
