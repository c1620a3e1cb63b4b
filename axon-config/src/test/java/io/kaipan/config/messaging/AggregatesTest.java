package io.kaipan.config.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.EngineRoom;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.domain.customer.CustomerCommand.ForgetCustomer;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadCommand.EditLead;
import io.kaipan.domain.lead.LeadCommand.LogLeadInteraction;
import io.kaipan.domain.lead.LeadCommand.RegisterLead;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadRule;
import io.kaipan.domain.lead.NewCustomer;
import io.kaipan.domain.project.CodedEntry;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectCommand.CloseProject;
import io.kaipan.domain.project.ProjectCommand.OpenProject;
import io.kaipan.domain.project.ProjectCommand.SetAwarenessChannelPolicy;
import io.kaipan.domain.project.ProjectCommand.SetFollowUpLevelPolicy;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.testing.PostgresForTests.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = EngineRoom.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = FreshDatabase.class)
class AggregatesTest {
    private static final AtomicLong PHONES = new AtomicLong(13_800_000_000L);

    @Autowired
    CommandGateway commands;

    @Autowired
    EventStore log;

    @Autowired
    Cache aggregateCache;

    @Autowired
    Database database;

    private JdbcClient owner;
    private ProjectCode project;

    @BeforeEach
    void openProject() {
        owner = JdbcClient.create(database.owner());
        project = new ProjectCode(
                "P" + UUID.randomUUID().toString().substring(0, 8).toUpperCase());
        send(new OpenProject(project, "金域蓝湾", "深圳", null, null));
        send(new SetAwarenessChannelPolicy(project, List.of(new CodedEntry("网络", null, null)), null));
        send(new SetFollowUpLevelPolicy(project, List.of(new CodedEntry("A", null, null)), null));
    }

    @Test
    @DisplayName("many threads on one cached record all get through, one after the other")
    void standsContention() {
        LeadId lead = register("王芳");
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<CompletableFuture<Void>> sent = IntStream.range(0, 160)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> send(interaction(lead, "call " + i)), threads))
                    .toList();
            sent.forEach(CompletableFuture::join);
        }

        assertThat(eventsOf(lead.value()))
                .hasSize(161)
                .extracting(DomainEventMessage::getSequenceNumber)
                .isSorted();
    }

    @Test
    @DisplayName("a record changed by another node meets the unique index, and is read anew by the next attempt")
    void evictsStaleRecords() {
        String id = project.id().value();
        closeOnAnotherNode(id);

        assertThatThrownBy(() -> send(new CloseProject(project, "sold out"))).isInstanceOf(ConcurrencyException.class);
        assertThat(aggregateCache.containsKey(id)).isFalse();
        send(new CloseProject(project, "sold out"));
        assertThat(eventsOf(id)).hasSize(4);
    }

    @Test
    @DisplayName("a version that only another node has made so far is read before it is compared")
    void readsNewerVersions() {
        closeOnAnotherNode(project.id().value());

        assertThatCode(() -> send(new CloseProject(project, "sold out"), 3L)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("after fifty events a snapshot tells the state, without a word of personal data in it")
    void takesSnapshots() {
        LeadId lead = register("欧阳小明");
        for (int i = 0; i < 50; i++) {
            send(interaction(lead, "call " + i));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.sql("SELECT count(*) FROM log.snapshot_event WHERE aggregate_identifier = ?")
                        .param(lead.value())
                        .query(Long.class)
                        .single()
                        .equals(1L));
        assertThat(owner.sql(
                                "SELECT type, payload_type, payload_revision FROM log.snapshot_event WHERE aggregate_identifier = ?")
                        .param(lead.value())
                        .query()
                        .singleRow())
                .containsEntry("type", "Lead")
                .containsEntry("payload_type", "lead.Lead")
                .containsEntry("payload_revision", "2");
        assertNowhere("欧阳小明");

        aggregateCache.removeAll();
        send(interaction(lead, "from the snapshot"));
        owner.sql("""
                        UPDATE log.snapshot_event SET payload =
                            convert_to(replace(convert_from(payload, 'UTF8'), '"ACTIVE"', '"UNQUALIFIED"'), 'UTF8')
                        WHERE aggregate_identifier = ?""").param(lead.value()).update();
        aggregateCache.removeAll();
        assertRefused(LeadRule.LEAD_NOT_ACTIVE, () -> send(edit(lead)));
    }

    @Test
    @DisplayName("G-5 personal data stands nowhere in the database, and after forgetting it reads null from the log")
    void keepsPersonalDataSealed() {
        String phone = "+86" + (PHONES.get() + 1);
        LeadId lead = register("司马相如");
        CustomerId customer = customerOf(lead);
        assertNowhere("司马相如");
        assertNowhere(phone);
        assertThat(((CustomerRegistered) eventsOf(customer.value()).getFirst().getPayload()).name())
                .isEqualTo("司马相如");

        send(new ForgetCustomer(customer, "asked"));

        CustomerRegistered registered =
                (CustomerRegistered) eventsOf(customer.value()).getFirst().getPayload();
        assertThat(registered.name()).isNull();
        assertThat(registered.phones()).isNull();
        assertThat(((LeadRegistered) eventsOf(lead.value()).getFirst().getPayload()).customerName())
                .isNull();
        assertRefused(SharedRule.CUSTOMER_FORGOTTEN, () -> send(edit(lead)));
    }

    private void assertRefused(Object rule, Runnable command) {
        assertThatThrownBy(command::run)
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat((Object) refused.rule())
                        .isEqualTo(rule));
    }

    /** Looks for a text in every column of every table, as text and as bytes. */
    private void assertNowhere(String text) {
        String bytes = HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<String> tables = owner.sql("""
                        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                        WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'migration')""").query(String.class).list();
        assertThat(tables).contains("log.domain_event", "log.snapshot_event", "lookup.phone_claim");
        for (String table : tables) {
            assertThat(owner.sql("SELECT count(*) FROM " + table
                                    + " AS found WHERE found::text LIKE ? OR found::text LIKE ?")
                            .param("%" + text + "%")
                            .param("%" + bytes + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    private void closeOnAnotherNode(String id) {
        owner.sql("""
                        INSERT INTO log.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                            payload_type, payload_revision, payload, meta_data, time_stamp)
                        VALUES (gen_random_uuid(), ?, 3, 'Project', 'project.ProjectClosed', '1',
                            convert_to(?, 'UTF8'), '{}', '2026-03-01T00:00:00.000Z')""")
                .param(id)
                .param("{\"project\":\"" + project + "\",\"reason\":\"elsewhere\"}")
                .update();
    }

    private LeadId register(String name) {
        LeadId lead = new LeadId(TypeId.of(LeadId.PREFIX, UUID.randomUUID()));
        send(new RegisterLead(
                lead,
                "来电咨询三室",
                project,
                "网络",
                "A",
                name + "来过",
                new NewCustomer(name, new PhoneNumber("+86" + PHONES.incrementAndGet())),
                null,
                null,
                null,
                null));
        return lead;
    }

    private CustomerId customerOf(LeadId lead) {
        return ((LeadRegistered) eventsOf(lead.value()).getFirst().getPayload()).customer();
    }

    private static LogLeadInteraction interaction(LeadId lead, String content) {
        return new LogLeadInteraction(lead, InteractionKind.PHONE, content, true, null);
    }

    private static EditLead edit(LeadId lead) {
        return new EditLead(lead, "四室", "网络", "A", null, null);
    }

    private void send(Object command) {
        send(command, null);
    }

    private void send(Object command, @Nullable Long expectedVersion) {
        Actor actor = new Actor("manager", Set.of(Role.SALES_MANAGER, Role.ADMIN), Set.of(project.value()));
        Stamp stamp = new Stamp(actor, Instant.now(), expectedVersion);
        commands.sendAndWait(new GenericCommandMessage<>(command, stamp.toMetaData()));
    }

    private List<? extends DomainEventMessage<?>> eventsOf(String record) {
        return log.readEvents(record, 0).asStream().toList();
    }
}
