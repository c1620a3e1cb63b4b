package io.kaipan.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a rebuild is held against, both by one thread: reading the log's rows in keyset pages by plain JDBC, and the same
 * with Jackson reading the JSON and COPY writing a row for each event. Neither opens nor seals anything.
 */
final class LogPipeline {
    private static final int PAGE = 5_000;
    private static final String READ = """
            SELECT global_index, event_identifier, aggregate_identifier, sequence_number, type, payload_type,
                payload_revision, payload, meta_data, time_stamp
            FROM log.domain_event WHERE global_index > ? ORDER BY global_index LIMIT 5000""";
    private static final String COPY = "COPY benchmark.copied FROM STDIN";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HikariDataSource projection;

    LogPipeline(HikariDataSource projection) {
        this.projection = projection;
    }

    /** What becomes of an event. */
    private interface Taker {
        void take(ResultSet event) throws SQLException;
    }

    /** Reads all events and all their columns. @return how many */
    long read() throws SQLException {
        long[] bytes = {0};
        long events = forEach(event -> {
            for (int column = 2; column <= 7; column++) {
                String text = event.getString(column);
                bytes[0] += text == null ? 0 : text.length();
            }
            bytes[0] += event.getBytes(8).length
                    + event.getBytes(9).length
                    + event.getString(10).length();
        });
        if (bytes[0] < events) {
            throw new IllegalStateException("Nothing was read");
        }
        return events;
    }

    /** Reads all events, reads their JSON and copies what they say into a table. @return how many */
    long copy() throws SQLException {
        try (Connection target = projection.getConnection();
                Statement truncate = target.createStatement()) {
            truncate.execute("TRUNCATE benchmark.copied");
            CopyIn copy = target.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            StringBuilder rows = new StringBuilder();
            long events = forEach(event -> {
                row(rows, event);
                if (rows.length() > 1 << 16) {
                    write(copy, rows);
                }
            });
            write(copy, rows);
            if (copy.endCopy() != events) {
                throw new IllegalStateException("Not all rows were copied");
            }
            return events;
        }
    }

    private static void row(StringBuilder rows, ResultSet event) throws SQLException {
        JsonNode payload = JSON.readTree(event.getBytes(8));
        JsonNode origin = JSON.readTree(event.getBytes(9));
        rows.append(event.getString(3)).append('\t').append(event.getLong(4));
        for (String member : MEMBERS) {
            JsonNode value = payload.get(member);
            rows.append('\t').append(value == null || value.isNull() ? "\\N" : value.asString());
        }
        rows.append('\t').append(event.getString(10));
        rows.append('\t').append(origin.get("user").asString()).append('\n');
    }

    private static final String[] MEMBERS = {
        "customer",
        "project",
        "awarenessChannel",
        "followUpLevel",
        "owner",
        "topic",
        "description",
        "customerName",
        "phones",
        "occurredAt"
    };

    private static void write(CopyIn copy, StringBuilder rows) throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    private long forEach(Taker taker) throws SQLException {
        long events = 0;
        try (Connection source = projection.getConnection();
                PreparedStatement page = source.prepareStatement(READ)) {
            long last = 0;
            for (int rows = PAGE; rows == PAGE; events += rows) {
                page.setLong(1, last);
                rows = 0;
                try (ResultSet event = page.executeQuery()) {
                    while (event.next()) {
                        last = event.getLong(1);
                        taker.take(event);
                        rows++;
                    }
                }
            }
        }
        return events;
    }
}
