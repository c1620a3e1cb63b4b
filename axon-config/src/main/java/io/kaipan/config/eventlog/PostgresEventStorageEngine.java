package io.kaipan.config.eventlog;

import io.kaipan.command.intake.Appended;
import io.kaipan.command.intake.Assumptions;
import io.kaipan.command.intake.IdempotencyKeyInUse;
import io.kaipan.command.intake.PendingKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventData;
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
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Axon's JDBC event store with an append of its own: the events of a command, its idempotency key (G-3) and what it took
 * for granted are one statement, which several commands share. The log's unique index on aggregate and sequence number is
 * the version check.
 */
final class PostgresEventStorageEngine extends JdbcEventStorageEngine {
    private static final int BATCH = 500;
    static final int SHARED_AT_ONCE = 2 * BATCH;
    /** How long a number missing in the log is waited for: three times the longest transaction of the writing side. */
    static final int GAP_TIMEOUT_MILLIS = 60_000;
    /** How far back from an event missing numbers are waited for. */
    private static final int MOST_GAPS = 10_000;

    private static final long FIRST_INDEX = 1;
    /** With more than so many gaps those that will never be filled are sought out. */
    private static final int GAPS_TO_CLEAN = 250;

    private static final String READ = """
            SELECT * FROM log.domain_event WHERE global_index = ANY (?)
            UNION ALL
            (SELECT * FROM log.domain_event WHERE global_index > ? ORDER BY global_index LIMIT ?)
            ORDER BY global_index""";

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
    private final TransactionTemplate commandTransaction;
    private final GroupCommit commits;
    private final LoggedMessages messages;
    private final SharedPages pages;

    PostgresEventStorageEngine(
            Serializer serializer,
            EventUpcaster upcasters,
            LoggedMessages messages,
            SnapshotFilter snapshots,
            LogConnections connections,
            LogTail tail,
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
                .gapCleaningThreshold(GAPS_TO_CLEAN)
                .maxGapOffset(MOST_GAPS)
                .lowestGlobalSequence(FIRST_INDEX)
                .extendedGapCheckEnabled(true)
                .appendSnapshot(PostgresEventStorageEngine::insertSnapshot));
        this.connections = connections;
        this.tail = tail;
        this.commandTransaction = commandTransaction;
        this.commits = new GroupCommit(connections::appendApart);
        this.messages = messages;
        this.pages = new SharedPages(token -> messages.page(rowsAfter(token, BATCH)));
    }

    private List<LogRow> rowsAfter(@Nullable TrackingToken token, int atMost) {
        return fetchTrackedEvents(token, atMost).stream()
                .map(LogRow.class::cast)
                .toList();
    }

    /**
     * The events in a token's gaps and the next behind it, in one statement that is its own transaction. Axon asks three times
     * to find out that there are none.
     */
    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken from, int atMost) {
        GapAwareTrackingToken token = (GapAwareTrackingToken) from;
        if (token != null && token.getGaps().size() > GAPS_TO_CLEAN) {
            return super.fetchTrackedEvents(from, atMost);
        }
        Long[] gaps = token == null ? new Long[0] : token.getGaps().toArray(Long[]::new);
        return connections.query(
                READ,
                statement -> {
                    statement.setArray(1, statement.getConnection().createArrayOf("bigint", gaps));
                    statement.setLong(2, token == null ? 0 : token.getIndex());
                    statement.setInt(3, atMost);
                },
                rows -> {
                    List<TrackedEventData<?>> events = new ArrayList<>();
                    GapAwareTrackingToken last = token;
                    while (rows.next()) {
                        TrackedEventData<?> event = getTrackedEventData(rows, last);
                        last = (GapAwareTrackingToken) event.trackingToken();
                        events.add(event);
                    }
                    return events;
                });
    }

    /** As Axon does, with a time that is read once and fast. */
    @Override
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, @Nullable GapAwareTrackingToken previous)
            throws SQLException {
        Instant at = LoggedInstant.parse(row.getString(SCHEMA.timestampColumn()));
        String id = row.getString(SCHEMA.eventIdentifierColumn());
        String aggregate = row.getString(SCHEMA.aggregateIdentifierColumn());
        return new LogRow(
                token(row.getLong(SCHEMA.globalIndexColumn()), at, previous),
                id,
                aggregate.equals(id) ? null : aggregate,
                row.getLong(SCHEMA.sequenceNumberColumn()),
                row.getString(SCHEMA.typeColumn()),
                at,
                row.getString(SCHEMA.payloadTypeColumn()),
                row.getString(SCHEMA.payloadRevisionColumn()),
                row.getBytes(SCHEMA.payloadColumn()),
                row.getBytes(SCHEMA.metaDataColumn()));
    }

    /** The token of an event: numbers missing before it are waited for as long as their transactions may last. */
    private static GapAwareTrackingToken token(long index, Instant at, @Nullable GapAwareTrackingToken previous) {
        boolean maybeStillWritten =
                at.isAfter(GenericEventMessage.clock.instant().minusMillis(GAP_TIMEOUT_MILLIS));
        if (previous != null) {
            return previous.advanceTo(index, maybeStillWritten ? MOST_GAPS : 0);
        }
        return GapAwareTrackingToken.newInstance(
                index,
                maybeStillWritten
                        ? LongStream.range(Math.min(FIRST_INDEX, index), index)
                                .boxed()
                                .toList()
                        : List.of());
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken from, boolean mayBlock) {
        // only Axon's reader for all processors at the end of the log may block, and it holds all that it read from a
        // stream until that ends, whether anybody still reads along or not: so it gets little at a time
        return mayBlock ? tail.observe(next(from), true) : tail.observe(pages.after(from), false);
    }

    private Stream<? extends TrackedEventMessage<?>> next(@Nullable TrackingToken from) {
        return Stream.of(SHARED_AT_ONCE)
                .flatMap(most -> messages.page(rowsAfter(from, most)).stream())
                .flatMap(page -> page.events().stream());
    }

    /**
     * Appends with the commit of the command's transaction, or in one of its own where no command is handled. The commit
     * throws:
     *
     * @throws AggregateStreamCreationException when a record of that id exists already
     * @throws ConcurrencyException when somebody else changed a record meanwhile, or something isn't as was assumed
     * @throws IdempotencyKeyInUse when somebody else used the command's key
     * @throws org.springframework.dao.DataAccessException when the store fails or can't be reached
     */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        if (connections.inCommand()) {
            enlist(events, serializer);
        } else {
            commandTransaction.executeWithoutResult(transaction -> enlist(events, serializer));
        }
    }

    private void enlist(List<? extends EventMessage<?>> events, Serializer serializer) {
        List<Append.Row> rows = appendOfThisTransaction().events();
        for (EventMessage<?> event : events) {
            Append.Row row = Append.Row.of(asRow(event), serializer);
            rows.add(row);
            Appended.pending(row.aggregateIdentifier(), row.sequenceNumber());
        }
    }

    private Append appendOfThisTransaction() {
        for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
            if (one instanceof Appending appending) {
                return appending.append;
            }
        }
        Append append = new Append(
                PendingKey.current().orElse(null), Assumptions.current().orElseGet(Assumptions::new));
        TransactionSynchronizationManager.registerSynchronization(new Appending(append));
        return append;
    }

    /**
     * Appends at the last moment. A transaction that has sent no statement until then writes nothing but this: so it goes
     * together with those of other commands. Any other appends on its own connection and commits as a whole.
     */
    private final class Appending implements TransactionSynchronization {
        private final Append append;

        Appending(Append append) {
            this.append = append;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            try {
                long position = connections.mayCommitApart() ? commits.carryOut(append) : connections.append(append);
                if (position < 0) {
                    throw leftOut(append);
                }
                Appended.reached(position);
            } catch (DuplicateKeyException e) {
                throw conflict(e);
            }
        }
    }

    private static RuntimeException leftOut(Append append) {
        return append.assumptions().isEmpty()
                ? new IdempotencyKeyInUse()
                : new ConcurrencyException("Not all is as was taken for granted");
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
