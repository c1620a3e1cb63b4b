package io.kaipan.config.eventlog;

import io.kaipan.command.intake.Appended;
import io.kaipan.command.intake.IdempotencyKeyInUse;
import io.kaipan.command.intake.PendingKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    private static final int MOST_AT_ONCE = 1_000;
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
            insertAll(rows, serializer);
        } else {
            commandTransaction.executeWithoutResult(transaction -> insertAll(rows, serializer));
        }
    }

    /** One statement, but for crowds of events: a statement takes so many parameters. */
    private void insertAll(List<DomainEventMessage<?>> events, Serializer serializer) {
        for (int from = 0; from < events.size(); from += MOST_AT_ONCE) {
            int to = Math.min(events.size(), from + MOST_AT_ONCE);
            insert(events.subList(from, to), events.subList(to, events.size()), serializer);
        }
    }

    /** @param rest what the next statements insert: the idempotency key goes with its record's last event */
    private void insert(List<DomainEventMessage<?>> events, List<DomainEventMessage<?>> rest, Serializer serializer) {
        PendingKey key =
                PendingKey.current().filter(pending -> !pending.isStored()).orElse(null);
        OptionalLong version = key == null ? OptionalLong.empty() : versionOf(key.id(), events);
        PendingKey storable = version.isPresent() && versionOf(key.id(), rest).isEmpty() ? key : null;
        try {
            List<Long> positions = Objects.requireNonNull(command.query(
                    connection -> AppendStatement.prepare(connection, events, serializer, storable, version.orElse(0)),
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
