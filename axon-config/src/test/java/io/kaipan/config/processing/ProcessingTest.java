package io.kaipan.config.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.maintenance.DeadLetters;
import io.kaipan.command.maintenance.MaintenanceRule;
import io.kaipan.config.testing.EngineRoom;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectEvent;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.query.projection.Batch;
import io.kaipan.testing.PostgresForTests.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** Two views: one takes all events in one sequence, the other each record's in a sequence of its own. */
@SpringBootTest(
        classes = EngineRoom.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "kaipan.processing.per-record=noted-records")
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(ProcessingTest.Views.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProcessingTest {
    private static final String WITH_THE_BATCH = "refused with the batch";
    private static final String AT_ONCE = "refused at once";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    EventStorageEngine engine;

    @Autowired
    EventStore log;

    @Autowired
    EventProcessingConfiguration processing;

    @Autowired
    Database database;

    @Autowired
    MeterRegistry registry;

    @Autowired
    ProcessorHealth health;

    @Autowired
    DeadLetters parked;

    private JdbcClient owner;

    @BeforeEach
    void openDatabase() {
        owner = JdbcClient.create(database.owner());
    }

    @Test
    @DisplayName("a reset view is built again to the same rows, and goes on from there")
    void replays() {
        String record = append(opened(), opened(), opened());
        awaitHead("noted");
        List<Map<String, Object>> before = rows("noted", record);
        StreamingEventProcessor processor = processor("noted");

        processor.shutDown();
        owner.sql("TRUNCATE view.noted").update();
        processor.resetTokens();
        processor.start();
        awaitHead("noted");

        assertThat(before).hasSize(3);
        assertThat(rows("noted", record)).isEqualTo(before);
        String next = append(opened());
        awaitHead("noted");
        assertThat(rows("noted", next)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_THE_BATCH, AT_ONCE})
    @DisplayName("an event that can't be handled parks what follows on the same record, and nothing else")
    void parksItsSequenceOnly(String how) {
        String before = append(opened());
        String poisoned = append(opened(), poison(how), opened());
        String after = append(opened(), opened());

        awaitHead("noted_records");

        assertThat(rows("noted_records", before)).hasSize(1);
        assertThat(rows("noted_records", poisoned)).hasSize(1);
        assertThat(rows("noted_records", after)).hasSize(2);
        List<DeadLetter<? extends EventMessage<?>>> parked = letters("noted-records", poisoned);
        assertThat(parked).hasSize(2);
        assertThat(parked.getFirst().cause()).hasValueSatisfying(cause -> assertThat(cause.message())
                .contains(
                        "DataIntegrityViolationException",
                        "noted_reason_check",
                        "io.kaipan.config.processing.ProcessingTest")
                .doesNotContain("refused"));
    }

    @Test
    @DisplayName("parked events are handled in their order once the fault is mended, over more than one page")
    void deliversParkedEvents() {
        List<ProjectEvent> events = new ArrayList<>();
        events.add(poison(WITH_THE_BATCH));
        for (int i = 0; i < 250; i++) {
            events.add(opened());
        }
        String record = append(events.toArray(ProjectEvent[]::new));
        awaitHead("noted_records");
        assertThat(letters("noted-records", record))
                .extracting(letter -> ((DomainEventMessage<?>) letter.message()).getSequenceNumber())
                .hasSize(251)
                .doesNotHaveDuplicates()
                .isSorted();

        owner.sql("ALTER TABLE view.noted_records DROP CONSTRAINT noted_reason_check")
                .update();
        DeadLetters.Retried retried = parked.retry(firstLetter(record));
        owner.sql(
                        "ALTER TABLE view.noted_records ADD CONSTRAINT noted_reason_check CHECK (reason NOT LIKE 'refused%') NOT VALID")
                .update();

        assertThat(retried).isEqualTo(new DeadLetters.Retried(251, 0, true));
        assertThat(rows("noted_records", record))
                .extracting(row -> row.get("sequence_number"))
                .hasSize(251)
                .isSorted();
        assertThat(letters("noted-records", record)).isEmpty();
    }

    @Test
    @DisplayName("AUD-5 one poisoned event among 10,000 parks only what follows on its own record")
    void oneAmongMany() {
        List<EventMessage<?>> events = new ArrayList<>();
        String poisoned = "project_" + UUID.randomUUID();
        for (int i = 0; i < 3_333; i++) {
            String record = i == 1_500 ? poisoned : "project_" + UUID.randomUUID();
            for (int version = 0; version < 3; version++) {
                boolean poison = record.equals(poisoned) && version == 1;
                events.add(new GenericDomainEventMessage<>(
                        "Project", record, version, poison ? poison(WITH_THE_BATCH) : opened()));
            }
        }
        long before = owner.sql("SELECT count(*) FROM view.noted_records")
                .query(Long.class)
                .single();
        long parkedBefore = parkedEvents();

        log.publish(events);
        awaitHead("noted_records");

        assertThat(owner.sql("SELECT count(*) FROM view.noted_records")
                        .query(Long.class)
                        .single())
                .isEqualTo(before + 9_999 - 2);
        assertThat(parkedEvents()).isEqualTo(parkedBefore + 2);
        assertThat(letters("noted-records", poisoned)).hasSize(2);
    }

    @Test
    @DisplayName("AUD-5 whoever tries again while the cause remains hears the cause; the attempt is counted")
    void causeRemains() {
        String record = append(poison(WITH_THE_BATCH), opened());
        awaitHead("noted_records");
        String letter = firstLetter(record);

        assertThatThrownBy(() -> parked.retry(letter)).isInstanceOfSatisfying(RuleViolation.class, refused -> {
            assertThat(refused.rule()).isEqualTo(MaintenanceRule.DEAD_LETTER_CAUSE_REMAINS);
            assertThat(refused.details().get("cause"))
                    .contains("noted_reason_check")
                    .doesNotContain("refused");
        });
        assertThat(owner.sql("""
                                SELECT convert_from(diagnostics, 'UTF8')::jsonb ->> 'attempts'
                                FROM engine.dead_letter_entry WHERE dead_letter_identifier = ?""").param(letter).query(String.class).single()).isEqualTo("2");
        assertThat(letters("noted-records", record)).hasSize(2);
        assertThat(rows("noted_records", record)).isEmpty();
    }

    @Test
    @DisplayName("AUD-5 all parked events are tried again, each sequence up to the first that fails")
    void retriesAll() {
        owner.sql("DELETE FROM engine.dead_letter_entry").update();
        List<String> records =
                Stream.generate(() -> "project_" + UUID.randomUUID()).limit(120).toList();
        log.publish(records.stream()
                .<EventMessage<?>>map(record -> new GenericDomainEventMessage<>(
                        "Project", record, 0, poison(record.equals(records.getFirst()) ? AT_ONCE : WITH_THE_BATCH)))
                .toList());
        awaitHead("noted_records");
        owner.sql("ALTER TABLE view.noted_records DROP CONSTRAINT noted_reason_check, ADD CONSTRAINT noted_reason_check"
                        + " CHECK (reason <> '" + AT_ONCE + "') NOT VALID")
                .update();

        DeadLetters.Retried retried = parked.retryAll("noted-records");

        owner.sql("ALTER TABLE view.noted_records DROP CONSTRAINT noted_reason_check, ADD CONSTRAINT noted_reason_check"
                        + " CHECK (reason NOT LIKE 'refused%') NOT VALID")
                .update();
        assertThat(retried).isEqualTo(new DeadLetters.Retried(119, 1, true));
        assertThat(letters("noted-records", records.getFirst())).hasSize(1);
        assertThatThrownBy(() -> parked.retryAll("nobody")).hasMessageContaining("PROCESSOR_UNKNOWN");
    }

    @Test
    @DisplayName(
            "AUD-5 what a processor that is gone has parked is left alone, and whoever tries hears that it can only be discarded")
    void processorGone() {
        String record = append(poison(WITH_THE_BATCH));
        awaitHead("noted_records");
        String letter = firstLetter(record);
        owner.sql("UPDATE engine.dead_letter_entry SET processing_group = 'noted-records.g2'"
                        + " WHERE dead_letter_identifier = ?")
                .param(letter)
                .update();

        assertThatThrownBy(() -> parked.retry(letter)).hasMessageContaining("PROCESSOR_UNKNOWN");
        assertThat(parked.retryAll(null).remaining()).isPositive();
        assertThat(owner.sql("""
                                SELECT convert_from(diagnostics, 'UTF8')::jsonb ->> 'attempts'
                                FROM engine.dead_letter_entry WHERE dead_letter_identifier = ?""").param(letter).query(String.class).single()).isEqualTo("1");
        parked.discard(letter);
    }

    @Test
    @DisplayName("AUD-5 a discarded event lets what waits behind it go on")
    void discards() {
        String record = append(poison(WITH_THE_BATCH), opened());
        awaitHead("noted_records");

        String letter = firstLetter(record);
        parked.discard(letter);

        assertThatThrownBy(() -> parked.discard(letter)).hasMessageContaining("DEAD_LETTER_UNKNOWN");
        assertThat(parked.retry(firstLetter(record))).isEqualTo(new DeadLetters.Retried(1, 0, true));
        assertThat(rows("noted_records", record)).hasSize(1);
    }

    @Test
    @DisplayName("AUD-5 of two who try the same event at once one is told that the other has it")
    void busy() throws SQLException {
        String record = append(poison(WITH_THE_BATCH));
        awaitHead("noted_records");
        String letter = firstLetter(record);
        try (Connection other = database.projection().getConnection()) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement(
                    "SELECT 1 FROM engine.dead_letter_entry WHERE dead_letter_identifier = ? FOR UPDATE")) {
                lock.setString(1, letter);
                lock.executeQuery();
            }
            assertThatThrownBy(() -> parked.retry(letter)).hasMessageContaining("DEAD_LETTER_BUSY");
        }
    }

    private long parkedEvents() {
        return owner.sql("SELECT count(*) FROM engine.dead_letter_entry")
                .query(Long.class)
                .single();
    }

    private String firstLetter(String record) {
        return owner.sql("""
                        SELECT dead_letter_identifier FROM engine.dead_letter_entry
                        WHERE aggregate_identifier = ? ORDER BY sequence_index LIMIT 1""").param(record).query(String.class).single();
    }

    @Test
    @DisplayName("a transaction that commits after later ones is not lost")
    void waitsForGaps() throws SQLException {
        String late = "project_" + UUID.randomUUID();
        String early;
        try (Connection slow = database.command().getConnection()) {
            slow.setAutoCommit(false);
            insertRaw(slow, late, "project.ProjectClosed");
            early = append(opened());
            await().atMost(SOON).until(() -> rows("noted", early).size() == 1);
            assertThat(rows("noted", late)).isEmpty();
            slow.commit();
        }

        await().atMost(SOON).until(() -> rows("noted", late).size() == 1);
    }

    @Test
    @DisplayName("the token stands where the rows stand, in one transaction")
    void keepsTokenWithRows() {
        String record = append(opened());
        awaitHead("noted");

        assertThat(rows("noted", record)).hasSize(1);
        String token = owner.sql(
                        "SELECT convert_from(token, 'UTF8') FROM engine.token_entry WHERE processor_name = 'noted'")
                .query(String.class)
                .single();
        assertThat(token).contains("\"index\":" + head());
    }

    @Test
    @DisplayName("lag, gaps and parked events are in the registry, for each processor")
    void shows() {
        append(poison(WITH_THE_BATCH));
        awaitHead("noted_records");

        for (String processor : List.of("noted", "noted-records")) {
            await().atMost(SOON).until(() -> gauge("lag", processor) == 0);
            assertThat(gauge("gaps", processor)).isZero();
        }
        assertThat(gauge("parked", "noted")).isZero();
        assertThat(gauge("parked", "noted-records")).isPositive();
        assertThat(registry.find("kaipan.projections")
                        .tags("processor", "noted", "outcome", "success")
                        .timer())
                .satisfies(timer -> assertThat(timer.count()).isPositive());
    }

    @Test
    @Order(Integer.MAX_VALUE) // nothing gets past that event afterwards
    @DisplayName("an event of an unknown name turns the health of the processors down, and it says which")
    void tellsWhatStopsIt() throws SQLException {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        try (Connection connection = database.command().getConnection()) {
            insertRaw(connection, "project_" + UUID.randomUUID(), "project.ProjectPainted");
        }

        await().atMost(SOON).until(() -> health.health().getStatus().equals(Status.DOWN));
        assertThat(health.health().getDetails().toString()).contains("project.ProjectPainted");
    }

    private double gauge(String name, String processor) {
        return registry.get("kaipan.processor." + name)
                .tag("processor", processor)
                .gauge()
                .value();
    }

    private void insertRaw(Connection connection, String record, String type) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO log.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                    payload_type, payload_revision, payload, meta_data, time_stamp)
                VALUES (?, ?, 0, 'Project', ?, '1',
                    '{"project":"JYLW","reason":"late"}', '{}', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                """)) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, record);
            insert.setString(3, type);
            insert.executeUpdate();
        }
    }

    private String append(ProjectEvent... events) {
        String record = "project_" + UUID.randomUUID();
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (ProjectEvent event : events) {
            messages.add(new GenericDomainEventMessage<>("Project", record, messages.size(), event));
        }
        log.publish(messages);
        return record;
    }

    private static ProjectEvent opened() {
        return new ProjectOpened(new ProjectCode("JYLW"), "金域蓝湾", "深圳", null, "Asia/Shanghai");
    }

    private static ProjectEvent poison(String reason) {
        return new ProjectClosed(new ProjectCode("JYLW"), reason);
    }

    private List<Map<String, Object>> rows(String table, String record) {
        return owner.sql("SELECT record, sequence_number, reason FROM view." + table
                        + " WHERE record = ? ORDER BY place")
                .param(record)
                .query()
                .listOfRows();
    }

    private List<DeadLetter<? extends EventMessage<?>>> letters(String group, String record) {
        SequencedDeadLetterQueue<EventMessage<?>> queue =
                processing.deadLetterQueue(group).orElseThrow();
        List<DeadLetter<? extends EventMessage<?>>> letters = new ArrayList<>();
        queue.deadLetterSequence(record).forEach(letters::add);
        return letters;
    }

    private StreamingEventProcessor processor(String name) {
        return processing.eventProcessor(name, StreamingEventProcessor.class).orElseThrow();
    }

    private long head() {
        return engine.createHeadToken().position().orElseThrow();
    }

    /** Waits until a view has come to where the log ends now: positions are compared, whatever Axon says of replays. */
    private void awaitHead(String view) {
        long head = head();
        await().atMost(SOON).until(() -> processor(view.replace('_', '-')).processingStatus().values().stream()
                .map(status -> status.getCurrentPosition().orElse(-1))
                .anyMatch(position -> position >= head));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Views {
        @Bean
        Noted noted(Database database, @Qualifier("projectionJdbc") JdbcClient projection) {
            createTable(database, "noted", "");
            return new Noted(projection);
        }

        @Bean
        NotedRecords notedRecords(Database database, @Qualifier("projectionJdbc") JdbcClient projection) {
            createTable(
                    database, "noted_records", ", CONSTRAINT noted_reason_check CHECK (reason NOT LIKE 'refused%')");
            return new NotedRecords(projection);
        }

        private static void createTable(Database database, String name, String constraint) {
            JdbcClient owner = JdbcClient.create(database.owner());
            owner.sql("CREATE TABLE view." + name
                            + " (place bigint GENERATED ALWAYS AS IDENTITY, record text, sequence_number bigint, reason text"
                            + constraint + ")")
                    .update();
            owner.sql("GRANT SELECT, INSERT ON view." + name + " TO kaipan_projection")
                    .update();
        }
    }

    private static void insert(JdbcClient jdbc, String table, DomainEventMessage<ProjectEvent> event) {
        jdbc.sql("INSERT INTO view." + table + " (record, sequence_number, reason) VALUES (?, ?, ?)")
                .param(event.getAggregateIdentifier())
                .param(event.getSequenceNumber())
                .param(event.getPayload() instanceof ProjectClosed closed ? closed.reason() : null)
                .update();
    }

    @ProcessingGroup("noted")
    static class Noted {
        private final JdbcClient projection;

        Noted(JdbcClient projection) {
            this.projection = projection;
        }

        @EventHandler
        void on(ProjectEvent ignored, DomainEventMessage<ProjectEvent> event) {
            insert(projection, "noted", event);
        }
    }

    @ProcessingGroup("noted-records")
    static class NotedRecords {
        private final JdbcClient projection;

        NotedRecords(JdbcClient projection) {
            this.projection = projection;
        }

        @EventHandler
        void on(ProjectEvent payload, DomainEventMessage<ProjectEvent> event) {
            if (payload instanceof ProjectClosed closed && closed.reason().equals(AT_ONCE)) {
                insert(projection, "noted_records", event);
            }
            Batch.current(Rows.class, () -> new Rows(projection)).events.add(event);
        }
    }

    private static final class Rows implements Batch {
        private final List<DomainEventMessage<ProjectEvent>> events = new ArrayList<>();
        private final JdbcClient projection;

        Rows(JdbcClient projection) {
            this.projection = projection;
        }

        @Override
        public void write() {
            events.forEach(event -> insert(projection, "noted_records", event));
        }
    }
}
