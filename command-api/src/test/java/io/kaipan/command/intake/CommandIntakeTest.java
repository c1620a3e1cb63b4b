package io.kaipan.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.command.intake.Outcome.Accepted;
import io.kaipan.command.intake.Outcome.Refused;
import io.kaipan.domain.lead.LeadCommand.EditLead;
import io.kaipan.domain.lead.LeadRule;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.testing.PostgresForTests;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.MDC;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionSystemException;
import tools.jackson.databind.json.JsonMapper;

class CommandIntakeTest {
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final String LEAD = "lead_01h455vb4pex5vsknk084sn02q";
    private static final String BODY = """
            {"lead": "%s", "topic": "三室", "awarenessChannel": "网络"}""".formatted(LEAD);
    private static final Actor CONSULTANT = new Actor("zhang.min", Set.of(Role.CONSULTANT), Set.of("JYLW", "WKC"));

    private final PostgresForTests.Database database = PostgresForTests.freshDatabase();
    private final DataSource source = database.command();
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final IntakeCommandBus bus = new IntakeCommandBus(
            SimpleCommandBus.builder()
                    .transactionManager(new TestTransactions(source))
                    .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE),
            new CommandCatalogue(),
            jdbc,
            events);
    private final Intake intake = intakeOn(jdbc);
    private final AtomicInteger handled = new AtomicInteger();

    private Intake intakeOn(JdbcClient client) {
        return new CommandIntake(new CommandCatalogue(), bus, client, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @BeforeEach
    void storedLead() {
        raise(LEAD, 0);
    }

    @Test
    @DisplayName("G-4 an accepted command carries who, when and from which request, and is answered with a receipt")
    void accepted() {
        List<CommandMessage<?>> seen = new ArrayList<>();
        handle(command -> {
            seen.add(command);
            raise(LEAD, 1);
            raise("opp_01h455vb4pex5vsknk084sn02q", 0);
            Appended.reached(42);
            return LEAD;
        });
        MDC.put(Correlation.KEY, "request-1");
        try {
            assertThat(send(BODY, null)).isEqualTo(new Accepted(new Receipt(LEAD, 1, 42, false)));
        } finally {
            MDC.remove(Correlation.KEY);
        }

        CommandMessage<?> command = seen.getFirst();
        assertThat(((EditLead) command.getPayload()).topic()).isEqualTo("三室");
        assertThat(Stamp.from(command.getMetaData())).isEqualTo(new Stamp(CONSULTANT, NOON, null));
        assertThat(command.getMetaData())
                .containsEntry(CommandMetaData.COMMAND_NAME, "EditLead")
                .containsEntry(CommandMetaData.CORRELATION_ID, "request-1");
    }

    @Test
    @DisplayName("G-3 a command that raised nothing is answered with the record's version and the log's head")
    void quiet() {
        raise(LEAD, 1);
        handle(command -> null);
        assertThat(send(BODY, "k")).isEqualTo(new Accepted(new Receipt(LEAD, 1, 1, false)));
    }

    @Test
    @DisplayName("G-3 the sender's expected version reaches the handler")
    void expectedVersion() {
        List<Long> seen = new ArrayList<>();
        handle(command -> {
            seen.add(Stamp.from(command.getMetaData()).expectedVersion());
            return null;
        });
        send(BODY.replace("}", ", \"expectedVersion\": 7}"), null);
        assertThat(seen).containsExactly(7L);
    }

    @Test
    @DisplayName("G-7 a role that may not send a command is turned away before anything else")
    void role() {
        handle(command -> null);
        Actor cashier = new Actor("cashier", Set.of(Role.CASHIER, Role.AUDITOR), Set.of("JYLW"));
        assertThatThrownBy(() -> intake.accept(
                        new CommandRequest("EditLead", JsonMapper.shared().readTree("{}"), cashier, "cashier", null)))
                .isInstanceOf(AccessRefused.class);
        assertThat(handled).hasValue(0);
    }

    @Test
    @DisplayName("G-6 an unknown command and a faulty one never reach a handler")
    void neverDispatched() {
        handle(command -> null);
        assertThat(intake.accept(new CommandRequest(
                        "BurnLead", JsonMapper.shared().readTree(BODY), CONSULTANT, "zhang.min", null)))
                .isEqualTo(Refusals.of(IntakeRule.COMMAND_UNKNOWN));
        assertThat(codes(send("{}", null)))
                .containsExactly("REQUIRED_FIELD_MISSING", "REQUIRED_FIELD_MISSING", "REQUIRED_FIELD_MISSING");
        assertThat(send(BODY, "no key")).isEqualTo(Refusals.of(IntakeRule.IDEMPOTENCY_KEY_INVALID));
        assertThat(handled).hasValue(0);
    }

    @Test
    @DisplayName("G-6 a rule's refusal arrives with code, rule, field and details, and everything is rolled back")
    void refused() {
        handle(command -> {
            jdbc.sql("INSERT INTO lookup.project_terms VALUES ('JYLW', '{}')").update();
            throw LeadRule.LEAD_HAS_OPEN_OPPORTUNITY.violation().at("lead").with("opportunity", "opp_1");
        });
        assertThat(send(BODY, null))
                .isEqualTo(new Refused(List.of(new Refusal(
                        "LEAD_HAS_OPEN_OPPORTUNITY", "LEA-6", "lead", null, Map.of("opportunity", "opp_1")))));
        assertThat(jdbc.sql("SELECT count(*) FROM lookup.project_terms")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("G-3 the same key with the same body answers with the first outcome and changes nothing")
    void replayed() {
        handle(command -> {
            raise(LEAD, handled.get());
            Appended.reached(40 + handled.get());
            return null;
        });
        assertThat(send(BODY, "key-1")).isEqualTo(new Accepted(new Receipt(LEAD, 1, 41, false)));
        Outcome again = new Accepted(new Receipt(LEAD, 1, 41, true));
        assertThat(send(BODY, "key-1")).isEqualTo(again);
        assertThat(send("""
                {"awarenessChannel": "网络", "idempotencyKey": "key-1", "topic": "三室", "contact": null, "lead": "%s"}""".formatted(LEAD), "another"))
                .as("the body's own key wins; order and nulls make no other body")
                .isEqualTo(again);
        assertThat(handled).hasValue(1);

        assertThat(send(BODY, "key-2")).isEqualTo(new Accepted(new Receipt(LEAD, 2, 42, false)));
        assertThat(intake.accept(new CommandRequest(
                        "EditLead", JsonMapper.shared().readTree(BODY), CONSULTANT, "import:leads", "key-1")))
                .as("a key means something within its scope only")
                .isEqualTo(new Accepted(new Receipt(LEAD, 3, 43, false)));
    }

    @Test
    @DisplayName("G-3 the same key with another body or command is refused")
    void reused() {
        handle(command -> null);
        send(BODY, "key-1");
        assertThat(send(BODY.replace("三室", "四室"), "key-1")).isEqualTo(Refusals.of(IntakeRule.IDEMPOTENCY_KEY_REUSED));
        assertThat(intake.accept(new CommandRequest(
                        "ReactivateLead",
                        JsonMapper.shared().readTree("{\"lead\": \"" + LEAD + "\", \"reason\": \"来电\"}"),
                        CONSULTANT,
                        "zhang.min",
                        "key-1")))
                .isEqualTo(Refusals.of(IntakeRule.IDEMPOTENCY_KEY_REUSED));
        assertThat(handled).hasValue(1);
    }

    @Test
    @DisplayName("G-3 a rule's refusal is final under its key, faults of the form are not")
    void refusalsAreRemembered() {
        handle(command -> {
            if (handled.get() == 1) {
                throw LeadRule.LEAD_NOT_ACTIVE.violation();
            }
            return null;
        });
        assertThat(codes(send("{}", "key-1"))).contains("REQUIRED_FIELD_MISSING");
        Outcome first = send(BODY, "key-1");
        assertThat(codes(first)).containsExactly("LEAD_NOT_ACTIVE");
        assertThat(send(BODY, "key-1")).isEqualTo(first);
        assertThat(handled).hasValue(1);
        assertThat(send(BODY, "key-2")).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("LEA-7 a refusal that does not stand is no outcome: the same request may be accepted later, once")
    void refusalsThatDoNotStand() {
        handle(command -> {
            if (handled.get() == 1) {
                throw LeadRule.LEAD_NOT_ACTIVE.violation();
            }
            raise(LEAD, 1);
            Appended.reached(41);
            return null;
        });
        CommandRequest row = new CommandRequest(
                "EditLead", JsonMapper.shared().readTree(BODY), CONSULTANT, "import:leads", "key-1", false);
        assertThat(codes(intake.accept(row))).containsExactly("LEAD_NOT_ACTIVE");
        assertThat(intake.accept(row)).isEqualTo(new Accepted(new Receipt(LEAD, 1, 41, false)));
        assertThat(intake.accept(row)).isEqualTo(new Accepted(new Receipt(LEAD, 1, 41, true)));
        assertThat(handled).hasValue(2);
    }

    @Test
    @DisplayName("G-3 of many simultaneous requests under one key one is carried out, and all get its outcome")
    void simultaneous() throws Exception {
        int senders = 16;
        CyclicBarrier start = new CyclicBarrier(senders);
        handle(command -> {
            // everybody is past the first look at the key before anybody writes it
            start.await(10, TimeUnit.SECONDS);
            raise(LEAD, 1);
            Appended.reached(40 + handled.get());
            return null;
        });
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            tasks.add(() -> send(BODY, "key-1"));
        }
        List<Receipt> receipts = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(senders)) {
            for (Future<Outcome> outcome : pool.invokeAll(tasks, 30, TimeUnit.SECONDS)) {
                receipts.add(((Accepted) outcome.get()).receipt());
            }
        }
        assertThat(receipts).hasSize(senders);
        assertThat(receipts).filteredOn(receipt -> !receipt.replayed()).hasSize(1);
        assertThat(receipts)
                .extracting(Receipt::position)
                .containsOnly(receipts.getFirst().position());
    }

    @Test
    @DisplayName("G-3 a record that changed since the sender saw it is refused as stale, with its version now")
    void stale() {
        handle(command -> {
            throw new ConflictingAggregateVersionException(LEAD, 3, 5);
        });
        assertThat(send(BODY, null))
                .isEqualTo(new Refused(List.of(new Refusal("STALE_VERSION", "G-3", "expectedVersion", 5L, Map.of()))));
        assertThat(handled).hasValue(1);
    }

    @Test
    @DisplayName("G-3 a version ahead of this node's copy is looked at again before it is refused")
    void aheadOfTheCopy() {
        handle(command -> {
            if (handled.get() == 1) {
                throw new ConflictingAggregateVersionException(LEAD, 5, 4);
            }
            return null;
        });
        assertThat(send(BODY, null)).isInstanceOf(Accepted.class);

        handled.set(0);
        handle(command -> {
            throw new ConflictingAggregateVersionException(LEAD, 9, 4);
        });
        assertThat(codes(send(BODY, null))).containsExactly("STALE_VERSION");
        assertThat(handled).hasValue(4);
    }

    @Test
    @DisplayName("G-6 a record that isn't there is refused at the component that names it")
    void notFound() {
        handle(command -> {
            throw new AggregateNotFoundException(LEAD, "not there");
        });
        Outcome missing = Refusals.at("lead", IntakeRule.NOT_FOUND);
        assertThat(send(BODY, null)).isEqualTo(missing);
        handle(command -> {
            throw new AggregateDeletedException("project_01h455vb4pex5vsknk084sn02q");
        });
        assertThat(send(BODY, null)).isEqualTo(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "deadlock", "serialization", "sql"})
    @DisplayName("a conflict that isn't the caller's is tried again, and passed on as busy when it lasts")
    void conflict(String kind) {
        Supplier<RuntimeException> thrown = () -> switch (kind) {
            case "version" -> new ConcurrencyException("changed meanwhile");
            case "deadlock" -> new CannotAcquireLockException("deadlock", new SQLException("", "40P01"));
            case "serialization" -> new CannotAcquireLockException("", new SQLException("", "40001"));
            default -> new UncategorizedSQLException("x", "SELECT 1", new SQLException("", "40P01"));
        };
        handle(command -> {
            if (handled.get() < 4) {
                throw thrown.get();
            }
            return null;
        });
        assertThat(send(BODY, null)).isInstanceOf(Accepted.class);
        assertThat(handled).hasValue(4);

        handle(command -> {
            throw thrown.get();
        });
        assertThatThrownBy(() -> send(BODY, null)).isInstanceOf(StoreUnavailable.class);
    }

    @ParameterizedTest
    @DisplayName("G-3 an id that is in use already is refused, after a second look")
    @ValueSource(strings = {"log", "lookup"})
    void idTaken(String known) {
        handle(command -> {
            throw known.equals("log")
                    ? new AggregateStreamCreationException("exists already")
                    : new DuplicateKeyException("exists already");
        });
        assertThat(send(BODY, null)).isEqualTo(Refusals.at("lead", IntakeRule.ID_TAKEN));
        assertThat(handled).hasValue(4);
    }

    @Test
    @DisplayName("a store that can't be reached is told apart from a fault of ours, and nothing stays half done")
    void unavailable() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");
        Intake blind = intakeOn(JdbcClient.create(nowhere));
        handle(command -> null);
        CommandRequest row = new CommandRequest(
                "EditLead", JsonMapper.shared().readTree(BODY), CONSULTANT, "import:leads", "key-1", false);
        assertThatThrownBy(() -> blind.accept(row)).isInstanceOf(StoreUnavailable.class);
        assertThat(handled).hasValue(0);

        handle(command -> {
            throw new QueryTimeoutException("canceling statement due to statement timeout");
        });
        assertThatThrownBy(() -> send(BODY, "key-1")).isInstanceOf(StoreUnavailable.class);
        handle(command -> {
            throw new TransactionSystemException("JDBC rollback failed");
        });
        assertThatThrownBy(() -> send(BODY, "key-1")).isInstanceOf(StoreUnavailable.class);
        handle(command -> {
            database.endSessions();
            return null;
        });
        assertThatThrownBy(() -> send(BODY, "key-1")).isInstanceOf(StoreUnavailable.class);

        handle(command -> null);
        assertThat(send(BODY, "key-1")).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("a fault of ours stays one")
    void internal() {
        handle(command -> {
            throw new IllegalArgumentException("a bug");
        });
        assertThatThrownBy(() -> send(BODY, "key-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bug");
        handle(command -> null);
        assertThat(send(BODY, "key-1")).isInstanceOf(Accepted.class);
    }

    private void handle(MessageHandler<CommandMessage<?>> handler) {
        handled.set(0);
        bus.subscribe(EditLead.class.getName(), message -> {
            handled.incrementAndGet();
            return handler.handle(message);
        });
    }

    private void raise(String record, long sequence) {
        events.publish(new GenericDomainEventMessage<>("Lead", record, sequence, "something happened"));
    }

    private Outcome send(String body, @Nullable String key) {
        return intake.accept(request(body, key));
    }

    private static CommandRequest request(String body, @Nullable String key) {
        return new CommandRequest("EditLead", JsonMapper.shared().readTree(body), CONSULTANT, "zhang.min", key);
    }

    private static List<String> codes(Outcome outcome) {
        return ((Refused) outcome).refusals().stream().map(Refusal::code).toList();
    }
}
