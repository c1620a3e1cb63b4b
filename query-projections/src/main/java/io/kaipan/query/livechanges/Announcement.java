package io.kaipan.query.livechanges;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * Rows of a view that have changed, as they travel through PostgreSQL's NOTIFY.
 *
 * @param ids of the rows; empty when too many have changed to name them
 */
record Announcement(String view, Set<String> ids) {
    static final String CHANNEL = "kaipan_view_changed";

    /** A payload takes 8,000 bytes, an id has at most 34. */
    private static final int IDS_A_PAYLOAD = 200;

    /** More at once is a burst that nobody wants to hear row by row. */
    private static final int MOST_IDS = 5 * IDS_A_PAYLOAD;

    static void publish(NamedParameterJdbcOperations jdbc, String view, Collection<String> ids) {
        payloads(view, List.copyOf(ids)).forEach(payload -> send(jdbc, payload));
    }

    /** Any row may have changed. */
    static void publishAll(NamedParameterJdbcOperations jdbc, String view) {
        send(jdbc, view + ":");
    }

    private static void send(NamedParameterJdbcOperations jdbc, String payload) {
        jdbc.query(
                "SELECT pg_notify('" + CHANNEL + "', :payload)",
                new MapSqlParameterSource("payload", payload),
                row -> {});
    }

    private static Stream<String> payloads(String view, List<String> ids) {
        return ids.size() > MOST_IDS
                ? Stream.of(view + ":")
                : IntStream.iterate(0, from -> from < ids.size(), from -> from + IDS_A_PAYLOAD)
                        .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + IDS_A_PAYLOAD)))
                        .map(some -> view + ":" + String.join(",", some));
    }

    static Announcement parse(String payload) {
        String[] parts = payload.split(":", 2);
        return new Announcement(parts[0], parts[1].isEmpty() ? Set.of() : Set.of(parts[1].split(",")));
    }
}
