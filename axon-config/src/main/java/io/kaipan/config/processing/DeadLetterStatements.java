package io.kaipan.config.processing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.serialization.Serializer;

/**
 * Axon's statements on dead letters, with paging put right: its own take the number of rows to skip for a place in the
 * sequence, and a page for the whole, so that letters beyond the first page come twice or never.
 */
final class DeadLetterStatements extends DefaultDeadLetterStatementFactory<EventMessage<?>> {
    /** Letters read at a time. */
    static final int PAGE = 100;

    static final DeadLetterSchema SCHEMA = DeadLetterSchema.builder()
            .deadLetterTable("engine.dead_letter_entry")
            .deadLetterIdentifierColumn("dead_letter_identifier")
            .processingGroupColumn("processing_group")
            .sequenceIdentifierColumn("sequence_identifier")
            .sequenceIndexColumn("sequence_index")
            .messageTypeColumn("message_type")
            .eventIdentifierColumn("event_identifier")
            .timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .aggregateTypeColumn("aggregate_type")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .tokenTypeColumn("token_type")
            .tokenColumn("token")
            .enqueuedAtColumn("enqueued_at")
            .lastTouchedColumn("last_touched")
            .processingStartedColumn("processing_started")
            .causeTypeColumn("cause_type")
            .causeMessageColumn("cause_message")
            .diagnosticsColumn("diagnostics")
            .build();

    private static final String SEQUENCE_PAGE = """
            SELECT * FROM engine.dead_letter_entry
            WHERE processing_group = ? AND sequence_identifier = ?
            ORDER BY sequence_index LIMIT ? OFFSET ?
            """;

    DeadLetterStatements(Serializer general, Serializer events) {
        super(new Settings(general, events));
    }

    @Override
    public PreparedStatement letterSequenceStatement(
            Connection connection, String group, String sequence, int skipped, int sequenceSize) throws SQLException {
        PreparedStatement select = connection.prepareStatement(SEQUENCE_PAGE);
        select.setString(1, group);
        select.setString(2, sequence);
        select.setInt(3, PAGE);
        select.setInt(4, skipped);
        return select;
    }

    private static final class Settings extends Builder<EventMessage<?>> {
        Settings(Serializer general, Serializer events) {
            schema(SCHEMA);
            genericSerializer(general);
            eventSerializer(events);
        }
    }
}
