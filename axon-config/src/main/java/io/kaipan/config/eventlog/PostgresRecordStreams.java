package io.kaipan.config.eventlog;

import io.kaipan.query.recordhistory.RecordStreams;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads several records' events with one statement. Snapshots, which stand elsewhere, are none of them. */
final class PostgresRecordStreams implements RecordStreams {
    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    PostgresRecordStreams(JdbcClient jdbc, Serializer serializer, EventUpcaster upcasters) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    @Override
    public Map<String, List<DomainEventMessage<?>>> read(Collection<String> ids) {
        List<DomainEventData<byte[]>> events = jdbc.sql("""
                        SELECT type, aggregate_identifier, sequence_number, event_identifier, time_stamp,
                            payload_type, payload_revision, payload, meta_data
                        FROM log.domain_event WHERE aggregate_identifier = ANY (:ids)
                        ORDER BY aggregate_identifier, sequence_number""")
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> event(row))
                .list();
        return EventStreamUtils.upcastAndDeserializeDomainEvents(events.stream(), serializer, upcasters)
                .asStream()
                .collect(Collectors.groupingBy(
                        DomainEventMessage::getAggregateIdentifier,
                        Collectors.mapping(message -> (DomainEventMessage<?>) message, Collectors.toList())));
    }

    private static DomainEventData<byte[]> event(ResultSet row) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString("type"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("event_identifier"),
                row.getString("time_stamp"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getBytes("payload"),
                row.getBytes("meta_data"));
    }
}
