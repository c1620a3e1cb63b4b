package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.command.intake.IdempotencyKeyInUse;
import io.kaipan.command.intake.IntakeForTests;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectEvent;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.user.UserEvent.UserSuspended;
import io.kaipan.domain.user.UserName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class PostgresEventStorageEngineTest {
    private static final ProjectCode JYLW = new ProjectCode("JYLW");
    private static final ProjectEvent OPENED = new ProjectOpened(JYLW, "金域蓝湾", "深圳", null, "Asia/Shanghai");

    private final LogForTests log = new LogForTests();

    @Test
    @DisplayName("what was appended is read back, by record and over the whole log")
    void readsBack() {
        DomainEventMessage<?> first = event("project_a", 0, OPENED);
        DomainEventMessage<?> second = event("project_a", 1, new ProjectClosed(JYLW, "sold out"));

        log.inCommand(u -> log.engine.appendEvents(List.of(first, second)));

        List<? extends DomainEventMessage<?>> read =
                log.engine.readEvents("project_a").asStream().toList();
        assertThat(read)
                .extracting(m -> (Object) m.getPayload())
                .containsExactly(first.getPayload(), second.getPayload());
        assertThat(read).extracting(DomainEventMessage::getSequenceNumber).containsExactly(0L, 1L);
        assertThat(read.getFirst().getMetaData()).containsEntry("user", "zhang.min");
        assertThat(read.getFirst().getIdentifier()).isEqualTo(first.getIdentifier());
        assertThat(wholeLog())
                .hasSize(2)
                .extracting(m -> (Object) m.getPayload())
                .contains(OPENED);
    }

    @Test
    @DisplayName("the events of one command stand in the log in the order in which they were raised")
    void keepsOrder() {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            events.add(event(i % 2 == 0 ? "project_even" : "project_odd", i / 2, OPENED));
        }

        log.inCommand(u -> log.engine.appendEvents(events));

        assertThat(wholeLog())
                .extracting(EventMessage::getIdentifier)
                .containsExactlyElementsOf(
                        events.stream().map(EventMessage::getIdentifier).toList());
    }

    @Test
    @DisplayName("who reads for all at the end of the log takes a backlog in parts, since it holds what it has read")
    void sharesInParts() {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (int i = 0; i <= PostgresEventStorageEngine.SHARED_AT_ONCE; i++) {
            events.add(event("project_long", i, OPENED));
        }
        log.inCommand(u -> log.engine.appendEvents(events));

        List<? extends TrackedEventMessage<?>> first =
                log.engine.readEvents(null, true).toList();
        List<? extends TrackedEventMessage<?>> next =
                log.engine.readEvents(first.getLast().trackingToken(), true).toList();

        assertThat(first).hasSize(PostgresEventStorageEngine.SHARED_AT_ONCE);
        assertThat(next)
                .extracting(EventMessage::getIdentifier)
                .containsExactly(events.getLast().getIdentifier());
    }

    @Test
    @DisplayName("an append is one statement, with its idempotency key too")
    void takesOneRoundTrip() {
        AtomicInteger statements = new AtomicInteger();
        LogForTests counted = new LogForTests(
                LoggedTypes.EVENTS,
                List.of(),
                NoOpEventUpcaster.INSTANCE,
                new ReadableVault(),
                new DelegatingDataSource(log.database.command()) {
                    @Override
                    public Connection getConnection() throws java.sql.SQLException {
                        Connection connection = super.getConnection();
                        return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                                Connection.class.getClassLoader(),
                                new Class<?>[] {Connection.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().contains("Statement")) {
                                        statements.incrementAndGet();
                                    }
                                    return method.invoke(connection, arguments);
                                });
                    }
                });

        counted.inCommand(u -> {
            IntakeForTests.attachKey("zhang.min", "key-1", "project_a", 0);
            counted.engine.appendEvents(List.of(event("project_a", 0, OPENED), event("project_b", 0, OPENED)));
        });

        assertThat(statements).hasValue(1);
        assertThat(log.count("log.domain_event")).isEqualTo(2);
        assertThat(log.count("lookup.idempotency_key")).isEqualTo(1);
    }

    @Test
    @DisplayName("versions are known before the commit and positions after it, without asking the database")
    void notesPositions() {
        log.inCommand(u -> {
            log.engine.appendEvents(List.of(event("project_a", 0, OPENED), event("project_b", 0, OPENED)));
            log.engine.appendEvents(List.of(event("project_a", 1, OPENED)));

            assertThat(IntakeForTests.versionOf("project_a")).isEqualTo(1);
            assertThat(IntakeForTests.versionOf("project_b")).isZero();
            u.afterCommit(committed -> assertThat(IntakeForTests.position()).hasValue(3));
        });
        assertThat(log.sql()
                        .sql("SELECT max(global_index) FROM log.domain_event")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("G-3 the idempotency key is stored with the events, with version and position of the answer")
    void storesKey() {
        log.inCommand(u -> {
            IntakeForTests.attachKey("zhang.min", "key-1", "project_a", 4);
            log.engine.appendEvents(List.of(event("project_a", 4, OPENED), event("project_b", 0, OPENED)));
        });

        assertThat(log.sql().sql("SELECT * FROM lookup.idempotency_key").query().singleRow())
                .containsEntry("scope", "zhang.min")
                .containsEntry("key", "key-1")
                .containsEntry("record_id", "project_a")
                .containsEntry("version", 4L)
                .containsEntry("position", 2L);
    }

    @Test
    @DisplayName("G-3 a key in use refuses the append as a whole, and leaves no gap in the log's numbers")
    void refusesKeyInUse() {
        log.inCommand(u -> {
            IntakeForTests.attachKey("zhang.min", "key-1", "project_a", 0);
            log.engine.appendEvents(List.of(event("project_a", 0, OPENED)));
        });

        assertThatThrownBy(() -> log.inCommand(u -> {
                    IntakeForTests.attachKey("zhang.min", "key-1", "project_b", 0);
                    log.engine.appendEvents(List.of(event("project_b", 0, OPENED)));
                }))
                .isInstanceOf(IdempotencyKeyInUse.class);
        assertThat(log.count("log.domain_event")).isEqualTo(1);
        log.inCommand(u -> log.engine.appendEvents(List.of(event("project_b", 0, OPENED))));
        assertThat(log.sql()
                        .sql("SELECT max(global_index) FROM log.domain_event")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("a version that is taken is a conflict, a record that exists cannot be made again")
    void tellsConflicts() {
        log.inCommand(
                u -> log.engine.appendEvents(List.of(event("project_a", 0, OPENED), event("project_a", 1, OPENED))));

        assertThatThrownBy(() -> log.inCommand(u ->
                        log.engine.appendEvents(List.of(event("project_b", 0, OPENED), event("project_a", 1, OPENED)))))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> log.inCommand(u ->
                        log.engine.appendEvents(List.of(event("project_b", 3, OPENED), event("project_a", 0, OPENED)))))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining("project_a exists already");
        assertThat(log.count("log.domain_event")).isEqualTo(2);
    }

    @Test
    @DisplayName("an event that no record raised is appended in a transaction of its own")
    void appendsOutsideOfCommands() {
        var event = new GenericEventMessage<>(new UserSuspended(new UserName("zhang.min"), "left"));

        log.engine.appendEvents(List.of(event));

        assertThat(wholeLog()).singleElement().satisfies(read -> {
            assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
            assertThat(read).isNotInstanceOf(DomainEventMessage.class);
        });
    }

    @Test
    @DisplayName("a transaction whose session is lost is told as such, and nothing is appended")
    void tellsFailure() {
        assertThatThrownBy(() -> log.inCommand(u -> {
                    assertThat(log.engine.lastSequenceNumberFor("project_a")).isEmpty();
                    log.database.endSessions();
                    log.engine.appendEvents(List.of(event("project_a", 0, OPENED)));
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(log.count("log.domain_event")).isZero();
    }

    @Test
    @DisplayName("a snapshot is read while its revision is today's, stored twice without harm, ignored afterwards")
    void filtersSnapshots() {
        LogForTests counters = new LogForTests(List.of(), List.of(Counter.class), NoOpEventUpcaster.INSTANCE);
        counters.inCommand(u -> counters.engine.storeSnapshot(event("counter_a", 99, new Counter(99))));
        counters.inCommand(u -> counters.engine.storeSnapshot(event("counter_a", 99, new Counter(99))));

        counters.inCommand(u -> assertThat(counters.engine.readSnapshot("counter_a"))
                .hasValueSatisfying(
                        snapshot -> assertThat(snapshot.getPayload()).isEqualTo(new Counter(99))));

        counters.sql()
                .sql("UPDATE log.snapshot_event SET payload_revision = '1'")
                .update();
        counters.inCommand(
                u -> assertThat(counters.engine.readSnapshot("counter_a")).isEmpty());

        counters.sql()
                .sql("UPDATE log.snapshot_event SET payload_type = 'old.Counter'")
                .update();
        counters.inCommand(
                u -> assertThat(counters.engine.readSnapshot("counter_a")).isEmpty());
    }

    @Test
    @DisplayName("an event of a name that nothing stands for stops the reading and is named")
    void stopsAtUnknownEvents() {
        log.inCommand(u -> log.engine.appendEvents(List.of(event("project_a", 0, OPENED))));
        log.sql().sql("""
                        INSERT INTO log.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                            payload_type, payload_revision, payload, meta_data, time_stamp)
                        SELECT 'unknown', aggregate_identifier, 1, type, 'project.ProjectPainted', '1', payload,
                            meta_data, time_stamp FROM log.domain_event
                        """).update();

        assertThatThrownBy(this::wholeLog).hasMessageContaining("project.ProjectPainted");
        assertThatThrownBy(() -> log.engine.readEvents("project_a").asStream().toList())
                .hasMessageContaining("project.ProjectPainted");
    }

    @Test
    @DisplayName("what stands before such an event is read all the same")
    void readsUpToUnknownEvents() {
        log.inCommand(
                u -> log.engine.appendEvents(List.of(event("project_a", 0, OPENED), event("project_a", 1, OPENED))));
        insertBehind(log.database.owner(), "unknown", "project.ProjectPainted");

        Iterator<? extends TrackedEventMessage<?>> events =
                log.engine.readEvents(null, false).iterator();

        assertThat(events.next().getPayload()).isEqualTo(OPENED);
        assertThat(events.next().getPayload()).isEqualTo(OPENED);
        assertThatThrownBy(events::hasNext).hasMessageContaining("project.ProjectPainted");
    }

    @Test
    @DisplayName("an event that is committed after later ones is found also by who got those from a shared page")
    void findsLateEvents() throws SQLException {
        log.inCommand(u -> log.engine.appendEvents(List.of(event("project_a", 0, OPENED))));
        List<String> shared;
        try (Connection slow = log.database.owner().getConnection()) {
            slow.setAutoCommit(false);
            insertBehind(new SingleConnectionDataSource(slow, true), "late", "project.ProjectOpened");
            log.inCommand(u -> log.engine.appendEvents(List.of(event("project_b", 0, OPENED))));
            shared = identifiers(wholeLog());
            slow.commit();
        }

        assertThat(shared).hasSize(2).doesNotContain("late");
        assertThat(identifiers(wholeLog()))
                .startsWith(shared.toArray(String[]::new))
                .endsWith("late")
                .hasSize(3);
    }

    private static List<String> identifiers(List<? extends EventMessage<?>> events) {
        return events.stream().<String>map(EventMessage::getIdentifier).toList();
    }

    /** Copies the log's first event. */
    private static void insertBehind(DataSource owner, String id, String payloadType) {
        JdbcClient.create(owner)
                .sql("""
                        INSERT INTO log.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                            payload_type, payload_revision, payload, meta_data, time_stamp)
                        SELECT :id, :id, 0, type, :type, '1', payload, meta_data, time_stamp
                        FROM log.domain_event ORDER BY global_index LIMIT 1
                        """)
                .param("id", id)
                .param("type", payloadType)
                .update();
    }

    @LoggedAs(value = "test.Counter", revision = 2)
    record Counter(int count) {}

    private List<? extends TrackedEventMessage<?>> wholeLog() {
        return log.engine.readEvents(null, false).toList();
    }

    static DomainEventMessage<?> event(String aggregate, long sequenceNumber, Object payload) {
        return new GenericDomainEventMessage<>(
                "Project", aggregate, sequenceNumber, payload, Map.of("user", "zhang.min"));
    }
}
