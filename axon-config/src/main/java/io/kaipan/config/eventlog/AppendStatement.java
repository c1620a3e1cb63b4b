package io.kaipan.config.eventlog;

import io.kaipan.command.intake.PendingKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The statement that appends the events of a command, with its idempotency key if it has one (G-3). It answers with their
 * places in the log, in their order; with none when the key is in use already.
 */
final class AppendStatement {
    private static final String COLUMNS = """
            event_identifier, aggregate_identifier, sequence_number, type, payload_type, payload_revision, payload,
                meta_data, time_stamp""";
    private static final String ROW =
            "(?::text, ?::text, ?::bigint, ?::text, ?::text, ?::text, ?::bytea, ?::bytea, ?::text, %d)";

    // without the order PostgreSQL is free to number an aggregate's events the wrong way round
    private static final String EVENTS = """
            INSERT INTO log.domain_event (%1$s)
            SELECT %1$s FROM (VALUES %2$s) AS event (%1$s, place)
            %3$s ORDER BY place
            RETURNING global_index""";
    // an insert that failed at the key's index would leave a gap in the log's numbers, which views wait for
    private static final String UNUSED =
            "WHERE NOT EXISTS (SELECT FROM lookup.idempotency_key used JOIN given USING (scope, key))";
    private static final String EVENTS_AND_KEY = """
            WITH given AS (SELECT ?::text AS scope, ?::text AS key), appended AS (%s), keyed AS (
                INSERT INTO lookup.idempotency_key (scope, key, body_hash, record_id, version, position, accepted_at)
                SELECT scope, key, ?, ?, ?, position, ?
                FROM given, (SELECT max(global_index) AS position FROM appended) AS last WHERE position IS NOT NULL)
            SELECT global_index FROM appended ORDER BY global_index""";

    private static final Map<Integer, String> OF_EVENTS = new ConcurrentHashMap<>();
    private static final Map<Integer, String> OF_EVENTS_AND_KEY = new ConcurrentHashMap<>();

    /** The statement, ready to be carried out. @param version that answers the key's command */
    static PreparedStatement prepare(
            Connection connection,
            List<DomainEventMessage<?>> events,
            Serializer serializer,
            @Nullable PendingKey key,
            long version)
            throws SQLException {
        if (key == null) {
            PreparedStatement insert =
                    connection.prepareStatement(OF_EVENTS.computeIfAbsent(events.size(), size -> events(size, "")));
            set(insert, 1, events, serializer);
            return insert;
        }
        PreparedStatement insert = connection.prepareStatement(OF_EVENTS_AND_KEY.computeIfAbsent(
                events.size(), size -> EVENTS_AND_KEY.formatted(events(size, UNUSED))));
        insert.setString(1, key.scope());
        insert.setString(2, key.key());
        int next = set(insert, 3, events, serializer);
        insert.setBytes(next++, key.bodyHash());
        insert.setString(next++, key.id());
        insert.setLong(next++, version);
        insert.setTimestamp(next, Timestamp.from(key.acceptedAt()));
        return insert;
    }

    private static String events(int size, String condition) {
        String rows = IntStream.range(0, size).mapToObj(ROW::formatted).collect(Collectors.joining(", "));
        return EVENTS.formatted(COLUMNS, rows, condition);
    }

    private static int set(
            PreparedStatement insert, int first, List<DomainEventMessage<?>> events, Serializer serializer)
            throws SQLException {
        int next = first;
        for (DomainEventMessage<?> event : events) {
            SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
            insert.setString(next++, event.getIdentifier());
            insert.setString(next++, event.getAggregateIdentifier());
            insert.setLong(next++, event.getSequenceNumber());
            insert.setString(next++, event.getType());
            insert.setString(next++, payload.getType().getName());
            insert.setString(next++, payload.getType().getRevision());
            insert.setBytes(next++, payload.getData());
            insert.setBytes(
                    next++, event.serializeMetaData(serializer, byte[].class).getData());
            insert.setString(next++, DateTimeUtils.formatInstant(event.getTimestamp()));
        }
        return next;
    }

    private AppendStatement() {}
}
