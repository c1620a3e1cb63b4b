package io.kaipan.query.deadletter;

import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The parked events as they stand in Axon's dead-letter table, the longest parked first. */
@Component
public class DeadLetterList {
    private static final String FROM = "FROM engine.dead_letter_entry d";
    private static final String SELECT = """
            SELECT d.dead_letter_identifier, d.processing_group, d.sequence_identifier, d.sequence_index,
                   (SELECT count(*) FROM engine.dead_letter_entry w
                    WHERE w.processing_group = d.processing_group AND w.sequence_identifier = d.sequence_identifier
                      AND w.sequence_index > d.sequence_index) AS waiting,
                   d.payload_type, d.event_identifier, d.aggregate_identifier, d.sequence_number, d.time_stamp,
                   d.enqueued_at, d.last_touched, d.cause_message,
                   coalesce((convert_from(d.diagnostics, 'UTF8')::jsonb ->> 'attempts')::int, 0) AS attempts
            """ + FROM;
    private static final Keyset LONGEST_FIRST =
            new Keyset("dead-letters", "d.enqueued_at", KeyType.TEXT, "d.dead_letter_identifier", false);

    private final JdbcClient jdbc;

    DeadLetterList(@Qualifier("queryJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page of parked events. */
    public Page<DeadLetterRow> page(DeadLetterFilter filter, PageRequest page) {
        return LONGEST_FIRST.page(jdbc, SELECT, conditions(filter), page, DeadLetterList::row, List::copyOf);
    }

    /** How many there are; a statement of its own, so only for those who ask. */
    public CappedCount count(DeadLetterFilter filter) {
        return Keyset.count(jdbc, FROM, conditions(filter));
    }

    /** The parked event of that id; empty when there is none, or not any more. */
    public Optional<DeadLetterRow> find(String id) {
        return jdbc.sql(SELECT + " WHERE d.dead_letter_identifier = ?")
                .param(id)
                .query(DeadLetterList::row)
                .optional();
    }

    private static Conditions conditions(DeadLetterFilter filter) {
        Conditions conditions = new Conditions();
        if (filter.processor() != null) {
            conditions.and("d.processing_group = :processor", "processor", filter.processor());
        }
        if (filter.event() != null) {
            conditions.and("d.payload_type = :event", "event", filter.event());
        }
        if (filter.record() != null) {
            conditions.and("d.aggregate_identifier = :record", "record", filter.record());
        }
        if (filter.failed() != null) {
            conditions.and(filter.failed() ? "d.cause_type IS NOT NULL" : "d.cause_type IS NULL");
        }
        return conditions;
    }

    private static DeadLetterRow row(ResultSet row, int number) throws SQLException {
        return new DeadLetterRow(
                row.getString("dead_letter_identifier"),
                row.getString("processing_group"),
                row.getString("sequence_identifier"),
                row.getLong("sequence_index"),
                row.getLong("waiting"),
                row.getString("payload_type"),
                row.getString("event_identifier"),
                row.getString("aggregate_identifier"),
                row.getObject("sequence_number", Long.class),
                Instant.parse(row.getString("time_stamp")),
                Instant.parse(row.getString("enqueued_at")),
                Instant.parse(row.getString("last_touched")),
                row.getInt("attempts"),
                row.getString("cause_message"));
    }
}
