package io.kaipan.config.eventlog;

import io.kaipan.command.intake.Appended;
import io.kaipan.command.intake.IdempotencyKeyInUse;
import io.kaipan.command.intake.PendingKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Axon's JDBC event store with an append of its own: the events of a command, and its idempotency key (G-3), are one
 * statement and one round trip. The log's unique index on aggregate and sequence number is the version check.
 */
final class PostgresEventStorageEngine extends JdbcEventStorageEngine {
    private static final int BATCH = 500;
    /** How long a number missing in the log is waited for: three times the longest transaction of the writing side. */
    static final int GAP_TIMEOUT_MILLIS = 60_000;

    private static final EventSchema SCHEMA = EventSchema.builder()
            .eventTable("log.domain_event")
            .snapshotTable("log.snapshot_event")
            .globalIndexColumn("global_index")
            .timestampColumn("time_stamp")
            .eventIdentifierColumn("event_identifier")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .typeColumn("type")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .build();

    // without the order PostgreSQL is free to number an aggregate's events the wrong way round
    private static final String INSERT_EVENTS = """
            INSERT INTO log.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                payload_type, payload_revision, payload, meta_data, time_stamp)
            SELECT event_identifier, aggregate_identifier, sequence_number, type,
                payload_type, payload_revision, payload, meta_data, time_stamp
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY AS event (event_identifier, aggregate_identifier,
                sequence_number, type, payload_type, payload_revision, payload, meta_data, time_stamp, place)
            %s
            ORDER BY place
            RETURNING global_index
            """;
    private static final String INSERT_EVENTS_ONLY = INSERT_EVENTS.formatted("");
    // under a key in use nothing is inserted: an insert that fails leaves a gap in the log's numbers, which views wait
    // for
    private static final String INSERT_EVENTS_AND_KEY = """
            WITH key AS (SELECT ?::text AS scope, ?::text AS key), appended AS (%s), keyed AS (
                INSERT INTO lookup.idempotency_key (scope, key, body_hash, record_id, version, position, accepted_at)
                SELECT scope, key, ?, ?, ?, position, ?
                FROM key, (SELECT max(global_index) AS position FROM appended) AS last WHERE position IS NOT NULL)
            SELECT global_index FROM appended ORDER BY global_index
            """.formatted(INSERT_EVENTS.formatted("""
                    WHERE NOT EXISTS (SELECT FROM lookup.idempotency_key used JOIN key USING (scope, key))"""));
    private static final String INSERT_SNAPSHOT = """
            INSERT INTO log.snapshot_event (event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
                payload_type, payload_revision, payload, meta_data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String KEY_CONSTRAINT = "idempotency_key_pkey";
    private static final String VERSION_CONSTRAINT = "domain_event_version";
    private static final Pattern TAKEN_VERSION = Pattern.compile("=\\((.+), (\\d+)\\)");

    private final LogConnections connections;
    private final LogTail tail;
    private final JdbcTemplate command;
    private final TransactionTemplate commandTransaction;

    PostgresEventStorageEngine(
            Serializer serializer,
            EventUpcaster upcasters,
            SnapshotFilter snapshots,
            LogConnections connections,
            LogTail tail,
            JdbcTemplate command,
            TransactionTemplate commandTransaction) {
        super(JdbcEventStorageEngine.builder()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .upcasterChain(upcasters)
                .snapshotFilter(snapshots)
                .connectionProvider(connections)
                .transactionManager(connections)
                .schema(SCHEMA)
                .batchSize(BATCH)
                // events are never deleted, so a short batch is the last
                .finalAggregateBatchPredicate(batch -> batch.size() < BATCH)
                .gapTimeout(GAP_TIMEOUT_MILLIS)
                .extendedGapCheckEnabled(true)
                .appendSnapshot(PostgresEventStorageEngine::insertSnapshot));
        this.connections = connections;
        this.tail = tail;
        this.command = command;
        this.commandTransaction = commandTransaction;
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken from, boolean mayBlock) {
        // of Axon's readers only the one that reads for all processors at the end of the log may block
        return tail.observe(super.readEvents(from, mayBlock), mayBlock);
    }

    /**
     * Appends in the command's transaction, or in one of its own where no command is handled.
     *
     * @throws AggregateStreamCreationException when a record of that id exists already
     * @throws ConcurrencyException when somebody else changed a record meanwhile
     * @throws IdempotencyKeyInUse when somebody else used the command's key meanwhile
     * @throws org.springframework.dao.DataAccessException when the store fails or can't be reached
     */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        List<DomainEventMessage<?>> rows = events.stream()
                .<DomainEventMessage<?>>map(PostgresEventStorageEngine::asRow)
                .toList();
        if (connections.inCommand()) {
            insert(rows, serializer);
        } else {
            commandTransaction.executeWithoutResult(transaction -> insert(rows, serializer));
        }
    }

    private void insert(List<DomainEventMessage<?>> events, Serializer serializer) {
        PendingKey key =
                PendingKey.current().filter(pending -> !pending.isStored()).orElse(null);
        OptionalLong version = key == null ? OptionalLong.empty() : versionOf(key.id(), events);
        PendingKey storable = version.isPresent() ? key : null;
        try {
            List<Long> positions = Objects.requireNonNull(command.query(
                    connection -> {
                        if (storable == null) {
                            PreparedStatement insert = connection.prepareStatement(INSERT_EVENTS_ONLY);
                            setEvents(connection, insert, 1, events, serializer);
                            return insert;
                        }
                        PreparedStatement insert = connection.prepareStatement(INSERT_EVENTS_AND_KEY);
                        insert.setString(1, storable.scope());
                        insert.setString(2, storable.key());
                        setEvents(connection, insert, 3, events, serializer);
                        setOutcome(insert, 12, storable, version.getAsLong());
                        return insert;
                    },
                    (row, number) -> row.getLong(1)));
            if (positions.isEmpty()) {
                throw new IdempotencyKeyInUse();
            }
            for (int i = 0; i < positions.size(); i++) {
                DomainEventMessage<?> event = events.get(i);
                Appended.note(event.getAggregateIdentifier(), event.getSequenceNumber(), positions.get(i));
            }
            if (storable != null) {
                storable.markStored();
            }
        } catch (DuplicateKeyException e) {
            throw conflict(e);
        }
    }

    private static OptionalLong versionOf(@Nullable String record, List<DomainEventMessage<?>> events) {
        return events.stream()
                .filter(event -> event.getAggregateIdentifier().equals(record))
                .mapToLong(DomainEventMessage::getSequenceNumber)
                .max();
    }

    private static void setEvents(
            Connection connection,
            PreparedStatement insert,
            int place,
            List<DomainEventMessage<?>> events,
            Serializer serializer)
            throws SQLException {
        int size = events.size();
        String[] identifiers = new String[size];
        String[] aggregates = new String[size];
        Long[] sequenceNumbers = new Long[size];
        String[] types = new String[size];
        String[] payloadTypes = new String[size];
        String[] revisions = new String[size];
        byte[][] payloads = new byte[size][];
        byte[][] metaData = new byte[size][];
        String[] times = new String[size];
        for (int i = 0; i < size; i++) {
            DomainEventMessage<?> event = events.get(i);
            SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
            identifiers[i] = event.getIdentifier();
            aggregates[i] = event.getAggregateIdentifier();
            sequenceNumbers[i] = event.getSequenceNumber();
            types[i] = event.getType();
            payloadTypes[i] = payload.getType().getName();
            revisions[i] = payload.getType().getRevision();
            payloads[i] = payload.getData();
            metaData[i] = event.serializeMetaData(serializer, byte[].class).getData();
            times[i] = DateTimeUtils.formatInstant(event.getTimestamp());
        }
        insert.setArray(place, connection.createArrayOf("text", identifiers));
        insert.setArray(place + 1, connection.createArrayOf("text", aggregates));
        insert.setArray(place + 2, connection.createArrayOf("int8", sequenceNumbers));
        insert.setArray(place + 3, connection.createArrayOf("text", types));
        insert.setArray(place + 4, connection.createArrayOf("text", payloadTypes));
        insert.setArray(place + 5, connection.createArrayOf("text", revisions));
        insert.setArray(place + 6, connection.createArrayOf("bytea", payloads));
        insert.setArray(place + 7, connection.createArrayOf("bytea", metaData));
        insert.setArray(place + 8, connection.createArrayOf("text", times));
    }

    private static void setOutcome(PreparedStatement insert, int place, PendingKey key, long version)
            throws SQLException {
        insert.setBytes(place, key.bodyHash());
        insert.setString(place + 1, key.id());
        insert.setLong(place + 2, version);
        insert.setTimestamp(place + 3, Timestamp.from(key.acceptedAt()));
    }

    /** An event that no aggregate raised stands in the log as the only one of its own identifier. */
    private static DomainEventMessage<?> asRow(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> row
                ? row
                : new GenericDomainEventMessage<>(null, event.getIdentifier(), 0L, event, event::getTimestamp);
    }

    private static RuntimeException conflict(DuplicateKeyException duplicate) {
        ServerErrorMessage server =
                duplicate.getMostSpecificCause() instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
        String constraint = server == null ? null : server.getConstraint();
        if (KEY_CONSTRAINT.equals(constraint)) {
            return new IdempotencyKeyInUse();
        }
        if (!VERSION_CONSTRAINT.equals(constraint)) {
            return new EventStoreException("The events can't be appended", duplicate);
        }
        Matcher taken = TAKEN_VERSION.matcher(Objects.requireNonNullElse(server.getDetail(), ""));
        if (taken.find() && taken.group(2).equals("0")) {
            return new AggregateStreamCreationException(taken.group(1) + " exists already", duplicate);
        }
        return new ConcurrencyException("The record was changed meanwhile", duplicate);
    }

    private static PreparedStatement insertSnapshot(
            Connection connection,
            EventSchema schema,
            Class<?> dataType,
            DomainEventMessage<?> snapshot,
            Serializer serializer,
            TimestampWriter timestamps)
            throws SQLException {
        SerializedObject<byte[]> payload = snapshot.serializePayload(serializer, byte[].class);
        PreparedStatement insert = connection.prepareStatement(INSERT_SNAPSHOT);
        insert.setString(1, snapshot.getIdentifier());
        insert.setString(2, snapshot.getAggregateIdentifier());
        insert.setLong(3, snapshot.getSequenceNumber());
        insert.setString(4, snapshot.getType());
        insert.setString(5, DateTimeUtils.formatInstant(snapshot.getTimestamp()));
        insert.setString(6, payload.getType().getName());
        insert.setString(7, payload.getType().getRevision());
        insert.setBytes(8, payload.getData());
        insert.setBytes(9, snapshot.serializeMetaData(serializer, byte[].class).getData());
        return insert;
    }
}
