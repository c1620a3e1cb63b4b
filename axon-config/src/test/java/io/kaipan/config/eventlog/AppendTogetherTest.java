package io.kaipan.config.eventlog;

import static io.kaipan.config.eventlog.PostgresEventStorageEngineTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.IdempotencyKeyInUse;
import io.kaipan.command.intake.IntakeForTests;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectEvent;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

@DisplayName("Appends of several commands at the same time, in PostgreSQL")
class AppendTogetherTest {
    private static final ProjectEvent OPENED =
            new ProjectOpened(new ProjectCode("JYLW"), "金域蓝湾", "深圳", null, "Asia/Shanghai");
    private static final int CALLERS = 12;

    private final LogForTests log = new LogForTests();

    @Test
    @DisplayName("all are committed, each under its key, and the events of each in their order")
    void all() throws Exception {
        atOnce(10, (caller, turn) -> {
            String record = "project_" + caller + "_" + turn;
            append(record, "key " + record, event(record, 0, OPENED), event(record, 1, OPENED));
        });

        assertThat(log.count("log.domain_event")).isEqualTo(CALLERS * 10 * 2);
        assertThat(log.count("lookup.idempotency_key")).isEqualTo(CALLERS * 10);
        assertThat(log.count("""
                log.domain_event first JOIN log.domain_event second USING (aggregate_identifier)
                WHERE first.sequence_number = 0 AND second.sequence_number = 1
                    AND first.global_index >= second.global_index""")).isZero();
        assertThat(log.count("""
                lookup.idempotency_key JOIN log.domain_event ON aggregate_identifier = record_id
                WHERE sequence_number = 1 AND global_index > position""")).isZero();
        assertThat(log.count("""
                lookup.idempotency_key JOIN log.domain_event ON global_index = position
                WHERE sequence_number = 1""")).isEqualTo(CALLERS * 10);
    }

    @Test
    @DisplayName("G-3 of those under one key one is committed, as a whole, and the others learn that it is in use")
    void oneKey() throws Exception {
        Set<String> committed = ConcurrentHashMap.newKeySet();
        atOnce(8, (caller, turn) -> {
            try {
                append(
                        "project_" + caller + "_" + turn,
                        "key " + turn,
                        event("project_" + caller + "_" + turn, 0, OPENED));
                committed.add("project_" + caller + "_" + turn);
            } catch (IdempotencyKeyInUse expected) {
                // another caller's
            }
        });

        assertThat(committed).hasSize(8);
        assertThat(log.sql()
                        .sql("SELECT aggregate_identifier FROM log.domain_event")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(committed);
    }

    @Test
    @DisplayName("of those that change a record in the same version one is committed, and nobody else is disturbed")
    void oneVersion() throws Exception {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        atOnce(8, (caller, turn) -> {
            boolean rival = caller % 2 == 0;
            String record = rival ? "project_contested" : "project_" + caller;
            try {
                append(record, "key " + caller + " " + turn, event(record, turn, OPENED));
            } catch (ConcurrencyException | AggregateStreamCreationException e) {
                assertThat(rival).isTrue();
                refused.add(caller + " " + turn);
            }
        });

        assertThat(refused).hasSize((CALLERS / 2 - 1) * 8);
        assertThat(log.count("log.domain_event")).isEqualTo(8 + CALLERS / 2 * 8);
        assertThat(log.count("lookup.idempotency_key")).isEqualTo(8 + CALLERS / 2 * 8);
    }

    @Test
    @DisplayName(
            "whatever is cut off: what was acknowledged is there, and events and key of each are both there or neither")
    void cutOff() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> unknown = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService knife = Executors.newSingleThreadExecutor()) {
            knife.submit(() -> {
                while (!over.get()) {
                    log.database.endSessions();
                    Thread.sleep(5);
                }
                return null;
            });
            atOnce(25, (caller, turn) -> {
                String record = "project_" + caller + "_" + turn;
                try {
                    append(record, "key " + record, event(record, 0, OPENED), event(record, 1, OPENED));
                    acknowledged.add(record);
                } catch (DataAccessException e) {
                    unknown.add(record);
                }
            });
            over.set(true);
        }

        assertThat(acknowledged).as("some get through").isNotEmpty();
        assertThat(unknown).as("some are cut off").isNotEmpty();
        List<String> there = log.sql()
                .sql("SELECT aggregate_identifier FROM log.domain_event WHERE sequence_number = 0")
                .query(String.class)
                .list();
        assertThat(there).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(log.count("log.domain_event")).isEqualTo(there.size() * 2L);
        assertThat(log.sql()
                        .sql("SELECT record_id FROM lookup.idempotency_key")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(there);
    }

    private void append(String record, String key, DomainEventMessage<?>... events) {
        log.inCommand(u -> {
            IntakeForTests.attachKey("zhang.min", key, record, events[events.length - 1].getSequenceNumber());
            log.engine.appendEvents(List.of(events));
        });
    }

    private interface Turn {
        void take(int caller, int turn);
    }

    private static void atOnce(int turns, Turn turn) throws Exception {
        List<Callable<Void>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            callers.add(() -> {
                for (int number = 0; number < turns; number++) {
                    turn.take(caller, number);
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<Void> caller : threads.invokeAll(callers)) {
                caller.get();
            }
        }
    }
}
