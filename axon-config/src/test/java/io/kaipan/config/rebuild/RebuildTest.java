package io.kaipan.config.rebuild;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataKeys;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.generation.Comparison;
import io.kaipan.query.generation.Generation;
import io.kaipan.query.generation.GenerationState;
import io.kaipan.query.generation.Generations;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.livechanges.ChangeFeed;
import io.kaipan.query.masking.Masking;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.pointsstatement.PointsStatement;
import io.kaipan.query.projectlist.ProjectList;
import io.kaipan.query.rebuild.RebuildRefused;
import io.kaipan.query.rebuild.RebuildRefused.Reason;
import io.kaipan.query.rebuild.Rebuilds;
import io.kaipan.query.userlist.UserList;
import io.kaipan.query.viewposition.CommittedPositions;
import io.kaipan.query.viewposition.ViewPositions;
import io.kaipan.testing.PostgresForTests.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DemoTest
@DirtiesContext // leaves generations behind
class RebuildTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());
    private static final Actor AUDITOR = new Actor("auditor", Set.of(Role.AUDITOR), Set.of());

    @Autowired
    EventStore log;

    @Autowired
    PersonalDataKeys keys;

    @Autowired
    @Qualifier("commandTransactionManager")
    PlatformTransactionManager commandTransactions;

    @Autowired
    Rebuilds rebuilds;

    @Autowired
    Generations generations;

    @Autowired
    ViewPositions positions;

    @Autowired
    CommittedPositions committed;

    @Autowired
    ChangeFeed feed;

    @Autowired
    LeadList leads;

    @Autowired
    Database database;

    private JdbcClient owner;
    private TransactionTemplate command;
    private FilledLog filled;

    @BeforeEach
    void openDatabase() {
        owner = JdbcClient.create(database.owner());
        command = new TransactionTemplate(commandTransactions);
        filled = new FilledLog(log, keys, command);
    }

    @AfterEach
    void onlyTheLiveGenerationIsLeft() {
        for (Generation generation : generations.all()) {
            if (generation.state().isUnderWay()) {
                rebuilds.cancel(generation.view());
            } else if (generation.state() == GenerationState.RETIRED) {
                rebuilds.drop(generation.view());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LeadList.VIEW,
                CustomerRecords.VIEW,
                OpportunityList.VIEW,
                MemberAccountList.VIEW,
                PointsStatement.VIEW,
                ProjectList.VIEW,
                UserList.VIEW
            })
    @DisplayName("AUD-5 every view is rebuilt to the same rows, switched in, switched back, and the old one dropped")
    void everyView(String view) {
        filled.add(20);
        awaitHead(view);
        Generation before = live(view);

        rebuilds.rebuild(view, ADMIN);
        Generation next = caughtUp(view);
        assertThat(compared(view)).satisfies(comparison -> {
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.different()).isZero();
            assertThat(comparison.rows()).isPositive();
        });

        rebuilds.switchOver(view, false);
        assertThat(live(view).number()).isEqualTo(next.number());
        assertThat(shown(view)).allMatch(definition -> definition.contains("_g" + next.number()));
        filled.add(1);
        awaitHead(view);

        rebuilds.switchBack(view, false);
        assertThat(live(view).number()).isEqualTo(before.number());
        assertThat(compared(view).differences()).isEmpty();

        rebuilds.drop(view);
        assertRefused(() -> rebuilds.switchBack(view, false), Reason.NOTHING_TO_SWITCH_BACK);
        await().atMost(SOON)
                .until(() -> tables("%\\_g" + next.number()).stream().noneMatch(belongsTo(view)::contains));
        assertThat(owner.sql("SELECT count(*) FROM engine.token_entry WHERE processor_name = ?")
                        .param(next.group())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("nothing is sent again: a rebuild announces no row, a switch only that there was one")
    void sendsNothingAgain() throws InterruptedException {
        Announced announced = new Announced();
        ChangeFeed.Registration registration = feed.listen(LeadList.VIEW, announced);
        try {
            List<LeadId> before = filled.add(30);
            awaitHead(LeadList.VIEW);
            assertThat(allOf(announced)).containsAll(values(before));

            rebuilds.rebuildNow(LeadList.VIEW, "admin");
            List<LeadId> during = filled.add(3);
            awaitHead(LeadList.VIEW);
            caughtUp(LeadList.VIEW);
            assertThat(allOf(announced)).containsExactlyInAnyOrderElementsOf(values(during));
            assertThat(announced.anew).hasValue(0);

            rebuilds.switchOver(LeadList.VIEW, false);
            List<LeadId> after = filled.add(2);
            awaitHead(LeadList.VIEW);
            assertThat(allOf(announced)).containsExactlyInAnyOrderElementsOf(values(after));
            assertThat(announced.anew).hasValue(1);
        } finally {
            registration.cancel();
        }
    }

    /**
     * What was announced since the last time, all of it: announcements come some time after the commit, in the order of
     * commits, so that one of our own is the last of those so far.
     */
    private Set<String> allOf(Announced announced) {
        String last = UUID.randomUUID().toString();
        ChangeFeed.announce(new NamedParameterJdbcTemplate(database.owner()), LeadList.VIEW, List.of(last));
        await().atMost(SOON).until(() -> announced.rows.remove(last));
        Set<String> heard = Set.copyOf(announced.rows);
        announced.rows.removeAll(heard);
        return heard;
    }

    private static final class Announced implements ChangeFeed.Listener {
        private final Set<String> rows = new ConcurrentSkipListSet<>();
        private final AtomicInteger anew = new AtomicInteger();

        @Override
        public void changed(Set<String> ids) {
            rows.addAll(ids);
        }

        @Override
        public void lost() {
            anew.incrementAndGet();
        }
    }

    private static List<String> values(List<LeadId> ids) {
        return ids.stream().map(LeadId::value).toList();
    }

    @Test
    @DisplayName("readers never see less than before, while leads come in and the view is switched to and fro")
    void neverLess() {
        filled.add(10);
        rebuilds.rebuild(LeadList.VIEW, ADMIN);
        caughtUp(LeadList.VIEW);
        for (int round = 0; round < 6; round++) {
            List<LeadId> added = filled.add(5);
            awaitHead(LeadList.VIEW);
            if (round == 0) {
                rebuilds.switchOver(LeadList.VIEW, false);
            } else {
                rebuilds.switchBack(LeadList.VIEW, false);
            }
            assertThat(leads.find(added, AUDITOR)).containsOnlyKeys(added);
        }
    }

    @Test
    @DisplayName(
            "a number in the log that a rolled-back append left out holds up neither a comparison nor a switch back")
    void rolledBackNumber() {
        owner.sql("SELECT nextval(pg_get_serial_sequence('log.domain_event', 'global_index'))")
                .query(Long.class)
                .single();
        filled.add(3);
        awaitHead(LeadList.VIEW);

        rebuilds.rebuild(LeadList.VIEW, ADMIN);
        caughtUp(LeadList.VIEW);
        assertThat(compared(LeadList.VIEW).differences()).isEmpty();
        rebuilds.switchOver(LeadList.VIEW, false);

        assertThat(rebuilds.switchBack(LeadList.VIEW, false).state()).isEqualTo(GenerationState.LIVE);
    }

    @Test
    @DisplayName("a reader who takes long delays a switch, and the switch nobody; then it says that the view is busy")
    void busy() throws Exception {
        rebuilds.rebuild(ProjectList.VIEW, ADMIN);
        caughtUp(ProjectList.VIEW);
        try (Connection reader = database.query().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT project FROM view.project_list");
            assertRefused(() -> rebuilds.switchOver(ProjectList.VIEW, false), Reason.VIEW_BUSY);
            assertThat(live(ProjectList.VIEW).state()).isEqualTo(GenerationState.LIVE);
        }
        assertThat(rebuilds.switchOver(ProjectList.VIEW, false).state()).isEqualTo(GenerationState.LIVE);
    }

    @Test
    @DisplayName("G-5 erased customers come out of a rebuild as erased")
    void erased() throws InterruptedException {
        LeadId lead = filled.add(1).getFirst();
        CustomerId customer = new CustomerId(TypeId.of(CustomerId.PREFIX, lead.value()));
        command.executeWithoutResult(status -> {
            keys.destroy(customer);
            EventMessage<?> forgotten = event(customer.value(), 1, new CustomerForgotten(customer, "asked"));
            DefaultUnitOfWork.startAndGet(forgotten).execute(() -> log.publish(forgotten));
        });
        awaitHead(LeadList.VIEW);

        rebuilds.rebuildNow(LeadList.VIEW, "admin");
        caughtUp(LeadList.VIEW);
        assertThat(compared(LeadList.VIEW).differences()).isEmpty();
        rebuilds.switchOver(LeadList.VIEW, false);

        assertThat(leads.find(lead, AUDITOR)).hasValueSatisfying(row -> {
            assertThat(row.forgotten()).isTrue();
            assertThat(row.customer().name()).isEqualTo(Masking.ERASED);
        });
    }

    @Test
    @DisplayName("an event that a rebuild can't handle parks its own sequence in the dead letters, and says so")
    void parks() throws InterruptedException {
        LeadId healthy = filled.add(1).getFirst();
        awaitHead(LeadList.VIEW);
        LeadId unknown = new LeadId(TypeId.of(LeadId.PREFIX, UUID.randomUUID()));
        CustomerId stranger = new CustomerId(TypeId.of(CustomerId.PREFIX, UUID.randomUUID()));
        command.executeWithoutResult(status -> {
            keys.create(stranger);
            log.publish(List.of(
                    event(unknown.value(), 0, new LeadAssigned(unknown, stranger, new UserName("li.qiang"), "x")),
                    event(unknown.value(), 1, new LeadReactivated(unknown, stranger, "y"))));
        });
        List<LeadId> later = filled.add(1);
        awaitHead(LeadList.VIEW);
        long parkedLive = letters(live(LeadList.VIEW));

        assertThat(rebuilds.rebuildNow(LeadList.VIEW, "admin").parked()).isEqualTo(2);
        Generation next = caughtUp(LeadList.VIEW);
        assertThat(next.bulk()).isNotNull().satisfies(bulk -> assertThat(bulk.parked())
                .isEqualTo(2));
        assertThat(letters(next)).isEqualTo(2).isEqualTo(parkedLive);

        owner.sql("DELETE FROM engine.dead_letter_entry WHERE processing_group = ?")
                .param(live(LeadList.VIEW).group())
                .update();
        assertRefused(() -> rebuilds.switchOver(LeadList.VIEW, false), Reason.EVENTS_PARKED);
        rebuilds.switchOver(LeadList.VIEW, true);
        assertThat(leads.find(List.of(healthy, later.getFirst()), AUDITOR)).hasSize(2);
    }

    @Test
    @DisplayName(
            "AUD-5 a row that a table or an index refuses parks its event and what follows in its sequence; all else is built")
    void refusedRows() throws InterruptedException {
        List<LeadId> before = filled.add(30);
        LeadId againstTheTable = leadId();
        LeadId againstTheIndex = leadId();
        String longest = new Random(1)
                .ints(9_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(joining());
        CustomerId first = customerOf(before.get(7));
        command.executeWithoutResult(status -> log.publish(List.of(
                registered(againstTheTable, first, "nobody"),
                event(
                        againstTheTable.value(),
                        1,
                        new LeadAssigned(againstTheTable, first, new UserName("li.qiang"), "x")),
                registered(againstTheIndex, customerOf(before.get(9)), longest))));
        List<LeadId> after = filled.add(30);
        awaitHead(LeadList.VIEW);
        assertThat(leads.find(List.of(againstTheTable, againstTheIndex), AUDITOR))
                .hasSize(2);
        owner.sql("ALTER TABLE shape.lead_list ADD CONSTRAINT somebody CHECK (registered_by <> 'nobody')")
                .update();
        owner.sql("CREATE INDEX lead_list_by_author ON shape.lead_list (registered_by)")
                .update();
        try {
            assertThat(rebuilds.rebuildNow(LeadList.VIEW, "admin").parked()).isEqualTo(3);
            Generation next = caughtUp(LeadList.VIEW);
            assertThat(letters(next)).isEqualTo(3);
            assertThat(compared(LeadList.VIEW).differences())
                    .containsExactlyInAnyOrder(missing(againstTheTable), missing(againstTheIndex));

            // the same afterwards, by its processor
            LeadId later = leadId();
            command.executeWithoutResult(
                    status -> log.publish(List.of(registered(later, customerOf(before.get(11)), longest))));
            caughtUp(LeadList.VIEW);
            assertThat(letters(next)).isEqualTo(4);

            rebuilds.switchOver(LeadList.VIEW, true);
            assertThat(leads.find(before, AUDITOR)).hasSameSizeAs(before);
            assertThat(leads.find(after, AUDITOR)).hasSameSizeAs(after);
            assertThat(leads.find(List.of(againstTheTable, againstTheIndex, later), AUDITOR))
                    .isEmpty();
            rebuilds.switchBack(LeadList.VIEW, false);
        } finally {
            owner.sql("ALTER TABLE shape.lead_list DROP CONSTRAINT somebody").update();
            owner.sql("DROP INDEX shape.lead_list_by_author").update();
        }
    }

    private static LeadId leadId() {
        return new LeadId(TypeId.of(LeadId.PREFIX, UUID.randomUUID()));
    }

    /** The customer of a lead of {@link FilledLog}. */
    private static CustomerId customerOf(LeadId lead) {
        return new CustomerId(TypeId.of(CustomerId.PREFIX, lead.value()));
    }

    private static Comparison.Difference missing(LeadId lead) {
        return new Comparison.Difference("lead_list", List.of(lead.value()), Comparison.Kind.MISSING, List.of());
    }

    private static EventMessage<?> registered(LeadId lead, CustomerId customer, String author) {
        return new GenericDomainEventMessage<>(
                "Lead",
                lead.value(),
                0,
                new LeadRegistered(
                        lead,
                        customer,
                        new ProjectCode("JYLW"),
                        "三室",
                        "网络",
                        "A",
                        null,
                        "王芳",
                        null,
                        null,
                        Instant.parse("2026-03-01T01:00:00Z"),
                        null,
                        4),
                MetaData.from(Map.of("user", author)));
    }

    @Test
    @DisplayName("a comparison that a dead node had begun is ended by another")
    void comparisonOfADeadNode() throws InterruptedException {
        filled.add(2);
        awaitHead(LeadList.VIEW);
        rebuilds.rebuildNow(LeadList.VIEW, "admin");
        Generation next = caughtUp(LeadList.VIEW);
        owner.sql("INSERT INTO engine.view_comparison (view, generation, compared, started_at) VALUES (?, ?, ?, now())")
                .params(LeadList.VIEW, next.number(), live(LeadList.VIEW).number())
                .update();

        Comparison ended = await().atMost(SOON)
                .until(() -> generations.comparison(next).orElseThrow(), comparison -> comparison.endedAt() != null);

        assertThat(ended.failure()).isNull();
        assertThat(ended.rows()).isPositive();
    }

    @Test
    @DisplayName("a comparison names the rows that differ, and the columns")
    void names() throws InterruptedException {
        List<LeadId> some = filled.add(3);
        awaitHead(LeadList.VIEW);
        rebuilds.rebuildNow(LeadList.VIEW, "admin");
        Generation next = caughtUp(LeadList.VIEW);
        String table = "view.lead_list_g" + next.number();
        owner.sql("UPDATE " + table + " SET owner = 'nobody', topic_sealed = description_sealed WHERE lead_id = ?")
                .param(some.get(0).value())
                .update();
        owner.sql("DELETE FROM " + table + " WHERE lead_id = ?")
                .param(some.get(1).value())
                .update();

        rebuilds.compare(LeadList.VIEW);
        Comparison comparison = await().atMost(SOON)
                .until(() -> generations.comparison(next).orElseThrow(), done -> done.endedAt() != null);
        // the moved text was sealed in another place: it can't even be opened there
        assertThat(comparison.failure()).contains("IllegalStateException");

        owner.sql("UPDATE " + table + " SET topic_sealed = NULL WHERE lead_id = ?")
                .param(some.get(0).value())
                .update();
        assertThat(compared(LeadList.VIEW).differences())
                .containsExactlyInAnyOrder(
                        new Comparison.Difference(
                                "lead_list",
                                List.of(some.get(0).value()),
                                Comparison.Kind.CHANGED,
                                List.of("owner", "topic_sealed")),
                        new Comparison.Difference(
                                "lead_list", List.of(some.get(1).value()), Comparison.Kind.MISSING, List.of()));
    }

    @Test
    @DisplayName(
            "what can't be done is refused by name: twice, an unknown view, before it has caught up, nothing to do")
    void refuses() {
        assertRefused(() -> rebuilds.rebuild("no-view", ADMIN), Reason.VIEW_UNKNOWN);
        assertRefused(() -> rebuilds.switchOver(UserList.VIEW, false), Reason.NO_REBUILD);
        assertRefused(() -> rebuilds.cancel(UserList.VIEW), Reason.NO_REBUILD);
        assertRefused(() -> rebuilds.compare(UserList.VIEW), Reason.NO_REBUILD);
        assertRefused(() -> rebuilds.drop(UserList.VIEW), Reason.NOTHING_TO_SWITCH_BACK);

        Generation next = rebuilds.rebuild(UserList.VIEW, ADMIN);
        assertThat(next.asking()).isNotNull().satisfies(asking -> assertThat(asking.by())
                .isEqualTo("admin"));
        assertRefused(() -> rebuilds.rebuild(UserList.VIEW, ADMIN), Reason.REBUILD_UNDER_WAY);
        caughtUp(UserList.VIEW);
        String token = owner.sql("SELECT convert_from(token, 'UTF8') FROM engine.token_entry WHERE processor_name = ?")
                .param(next.group())
                .query(String.class)
                .single();
        owner.sql("UPDATE engine.view_generation SET state = 'BUILDING' WHERE view = ? AND generation = ?")
                .param(UserList.VIEW)
                .param(next.number())
                .update();
        assertThat(token).contains("index");
        assertRefused(() -> rebuilds.switchOver(UserList.VIEW, false), Reason.NOT_CAUGHT_UP);
        rebuilds.cancel(UserList.VIEW);
        assertRefused(() -> rebuilds.switchOver(UserList.VIEW, false), Reason.NO_REBUILD);
    }

    @Test
    @DisplayName("AUD-5 adding a column: the migration of the recipe, a rebuild, a switch, and back")
    void addsColumn() throws Exception {
        List<LeadId> some = filled.add(2);
        awaitHead(LeadList.VIEW);
        String grants = grants("view.lead_list");
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(recipe());
        }
        assertThat(owner.sql("SELECT district IS NULL FROM view.lead_list WHERE lead_id = ?")
                        .param(some.getFirst().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();

        rebuilds.rebuildNow(LeadList.VIEW, "admin");
        Generation next = caughtUp(LeadList.VIEW);
        assertThat(compared(LeadList.VIEW).differences()).isEmpty();
        rebuilds.switchOver(LeadList.VIEW, false);
        owner.sql("UPDATE view.lead_list_g" + next.number() + " SET district = '南山'")
                .update();

        assertThat(owner.sql("SELECT DISTINCT district FROM view.lead_list")
                        .query(String.class)
                        .list())
                .containsExactly("南山");
        assertThat(owner.sql("SELECT count(*) FROM pg_indexes WHERE indexname = ?")
                        .param("lead_list_g" + next.number() + "_by_district")
                        .query(Integer.class)
                        .single())
                .isOne();
        List<LeadId> later = filled.add(1);
        awaitHead(LeadList.VIEW);
        assertThat(leads.find(later, AUDITOR)).hasSize(1);

        rebuilds.switchBack(LeadList.VIEW, false);
        assertThat(leads.find(later, AUDITOR)).hasSize(1);
        assertThat(owner.sql("SELECT DISTINCT district FROM view.lead_list")
                        .query(String.class)
                        .list())
                .containsOnlyNulls();

        // a column less: the view is made anew, with its grants
        owner.sql("ALTER TABLE shape.lead_list DROP COLUMN district").update();
        owner.sql("SELECT view.show_shape('lead_list')").query(row -> {});
        assertThat(grants("view.lead_list")).isEqualTo(grants);
        assertThat(leads.find(later, AUDITOR)).hasSize(1);
    }

    /** The statements of the recipe as operators read it. */
    private static String recipe() throws IOException {
        String docs = Files.readString(Path.of("..", "docs", "operations.md"));
        String section = docs.substring(docs.indexOf("### Adding a column to a view"));
        int from = section.indexOf("```sql") + "```sql".length();
        return section.substring(from, section.indexOf("```", from)).strip();
    }

    private String grants(String view) {
        return owner.sql("SELECT relacl::text FROM pg_class WHERE oid = ?::regclass")
                .param(view)
                .query(String.class)
                .single();
    }

    private Generation live(String view) {
        return generations.of(view).stream()
                .filter(generation -> generation.state() == GenerationState.LIVE)
                .findFirst()
                .orElseThrow();
    }

    private Generation caughtUp(String view) {
        Generation next = await().atMost(SOON)
                .until(
                        () -> generations.of(view).getLast(),
                        generation -> generation.state() == GenerationState.CATCHING_UP);
        long head = head();
        await().atMost(SOON).until(() -> positions.tokens(next.group()).stream()
                .allMatch(token -> token instanceof GapAwareTrackingToken read
                        && read.getIndex() >= head
                        && !committed.holdAnyOf(read.getGaps())));
        return next;
    }

    private Comparison compared(String view) {
        Generation other = rebuilds.compare(view);
        Comparison comparison = await().atMost(SOON)
                .until(() -> generations.comparison(other).orElseThrow(), done -> done.endedAt() != null);
        assertThat(comparison.failure()).isNull();
        return comparison;
    }

    private List<String> belongsTo(String view) {
        return owner.sql("SELECT table_name FROM engine.view_table WHERE view = ?")
                .param(view)
                .query(String.class)
                .list();
    }

    private List<String> tables(String pattern) {
        return owner.sql("SELECT regexp_replace(relname, '_g\\d+$', '') FROM pg_class"
                        + " WHERE relnamespace = 'view'::regnamespace AND relkind = 'r' AND relname LIKE ?")
                .param(pattern)
                .query(String.class)
                .list();
    }

    private List<String> shown(String view) {
        return belongsTo(view).stream()
                .map(table -> owner.sql("SELECT pg_get_viewdef(?::regclass)")
                        .param("view." + table)
                        .query(String.class)
                        .single())
                .toList();
    }

    private long letters(Generation generation) {
        return owner.sql("SELECT count(*) FROM engine.dead_letter_entry WHERE processing_group = ?")
                .param(generation.group())
                .query(Long.class)
                .single();
    }

    private long head() {
        return owner.sql("SELECT max(global_index) FROM log.domain_event")
                .query(Long.class)
                .single();
    }

    private void awaitHead(String view) {
        assertThat(positions.await(view, head(), SOON)).isTrue();
    }

    private static EventMessage<?> event(String record, long version, Object payload) {
        return new GenericDomainEventMessage<>(
                "Test", record, version, payload, MetaData.from(Map.of("user", "zhang.min")));
    }

    private static void assertRefused(Runnable deed, Reason reason) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(RebuildRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }
}
