package io.kaipan.config.eventlog;

import io.kaipan.query.pointsproof.LogPositions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds events in the log by their ids, which have an index of their own. */
record PostgresLogPositions(JdbcClient jdbc) implements LogPositions {
    @Override
    public Optional<Map<String, Long>> find(Collection<String> events) {
        Map<String, Long> positions = new HashMap<>();
        jdbc.sql("SELECT event_identifier, global_index FROM log.domain_event WHERE event_identifier = ANY (:ids)")
                .param("ids", events.toArray(String[]::new))
                .query(row -> {
                    positions.put(row.getString("event_identifier"), row.getLong("global_index"));
                });
        return Optional.of(positions);
    }
}
