package io.kaipan.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a rebuild is held against, all by one thread: reading the log's rows in keyset pages by plain JDBC, the same with
 * Jackson reading the JSON and COPY writing a row for each event, and that with personal data opened and sealed for another
 * place in between, as a view must.
 */
final class LogPipeline {
    private static final int PAGE = 5_000;
    private static final String READ = """
            SELECT global_index, event_identifier, aggregate_identifier, sequence_number, type, payload_type,
                payload_revision, payload, meta_data, time_stamp
            FROM log.domain_event WHERE global_index > ? ORDER BY global_index LIMIT 5000""";
    private static final String COPY = "COPY benchmark.copied FROM STDIN";
    private static final JsonMapper JSON = JsonMapper.builder().build();

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
    private static final Set<String> PERSONAL = Set.of("topic", "description", "customerName", "name", "phones");

    private final HikariDataSource projection;
    private final PersonalDataVault vault;

    LogPipeline(HikariDataSource projection, PersonalDataVault vault) {
        this.projection = projection;
        this.vault = vault;
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

    /**
     * Reads all events, reads their JSON and copies what they say into a table.
     *
     * @param sealing whether personal data is opened and sealed anew
     * @return how many
     */
    long copy(boolean sealing) throws SQLException {
        try (Connection target = projection.getConnection();
                Statement truncate = target.createStatement()) {
            truncate.execute("TRUNCATE benchmark.copied");
            CopyIn copy = target.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            List<Event> page = new ArrayList<>(PAGE);
            long events = forEach(event -> {
                page.add(Event.of(event));
                if (page.size() == PAGE) {
                    write(copy, page, sealing);
                }
            });
            write(copy, page, sealing);
            if (copy.endCopy() != events) {
                throw new IllegalStateException("Not all rows were copied");
            }
            return events;
        }
    }

    /** An event with its JSON read. */
    private record Event(String record, long version, String type, JsonNode payload, String user, String time) {
        static Event of(ResultSet row) throws SQLException {
            return new Event(
                    row.getString(3),
                    row.getLong(4),
                    row.getString(6),
                    JSON.readTree(row.getBytes(8)),
                    JSON.readTree(row.getBytes(9)).get("user").asString(),
                    row.getString(10));
        }

        boolean isAboutCustomer() {
            return payload.has("customer");
        }

        CustomerId customer() {
            return new CustomerId(payload.get("customer").asString());
        }
    }

    private void write(CopyIn copy, List<Event> page, boolean sealing) throws SQLException {
        if (sealing) {
            vault.prepare(page.stream()
                    .filter(Event::isAboutCustomer)
                    .map(Event::customer)
                    .toList());
        }
        StringBuilder rows = new StringBuilder();
        for (Event event : page) {
            row(rows, event, sealing);
        }
        page.clear();
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    private void row(StringBuilder rows, Event event, boolean sealing) {
        rows.append(event.record).append('\t').append(event.version);
        for (String member : MEMBERS) {
            String name = member.equals("customerName") && event.payload.has("name") ? "name" : member;
            JsonNode value = event.payload.get(name);
            rows.append('\t');
            if (value == null || value.isNull()) {
                rows.append("\\N");
            } else {
                rows.append(
                        sealing && event.isAboutCustomer() && PERSONAL.contains(name)
                                ? sealed(event, name)
                                : value.asString());
            }
        }
        rows.append('\t').append(event.time);
        rows.append('\t').append(event.user).append('\n');
    }

    private String sealed(Event event, String name) {
        String plain = vault.open(
                event.customer(),
                event.type + "." + name,
                event.payload.get(name).asString());
        return vault.seal(event.customer(), "benchmark." + name, Objects.requireNonNull(plain));
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
