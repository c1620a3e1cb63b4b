package io.kaipan.command.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Outcome.Accepted;
import io.kaipan.config.testing.EngineRoom;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.json.JsonMapper;

/** The follow-up clock on the real store (OPP-8): the test moves the time, and waits for nobody but other threads. */
@SpringBootTest(
        classes = {EngineRoom.class, FollowUpRoundTest.Door.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = FreshDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowUpRoundTest {
    @Configuration(proxyBeanMethods = false)
    @ComponentScan("io.kaipan.command.intake")
    @Import(FollowUpRound.class)
    static class Door {}

    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.SALES_MANAGER), Set.of("CLOCK", "OTHER"));
    private static final AtomicReference<Instant> TIME = new AtomicReference<>(at("2026-12-01T12:00:00"));

    @TestBean
    Clock clock;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    CommandBus bus;

    @Autowired
    FollowUpRound round;

    @Autowired
    Cache aggregateCache;

    private final List<Scheduler> schedulers = new ArrayList<>();
    private int people;

    static Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return TIME.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @BeforeAll
    void openProjects() {
        for (String project : List.of("CLOCK", "OTHER")) {
            accepted(ADMIN, "OpenProject", "{'project': '%s', 'name': '金域蓝湾', 'city': '深圳'}".formatted(project));
            accepted(
                    ADMIN,
                    "SetAwarenessChannelPolicy",
                    "{'project': '%s', 'channels': [{'code': '网络'}]}".formatted(project));
            accepted(
                    ADMIN, "SetFollowUpLevelPolicy", "{'project': '%s', 'levels': [{'code': 'A'}]}".formatted(project));
            accepted(
                    ADMIN,
                    "SetStagePolicy",
                    "{'project': '%s', 'stages': [{'code': '初访', 'winProbability': 10}]}".formatted(project));
        }
    }

    @AfterEach
    void stopSchedulers() {
        schedulers.forEach(Scheduler::stop);
    }

    @Test
    @DisplayName("OPP-8, G-1 each reminder at its midnight in the project, not a second before, and once")
    void midnights() {
        String opportunity = opened("CLOCK", "2027-01-01T12:00:00");

        assertThat(statesAt("2027-01-03T23:59:59", opportunity)).isEmpty();
        assertThat(statesAt("2027-01-04T00:00:00", opportunity)).containsExactly("REMINDED");
        assertThat(statesAt("2027-01-05T23:59:59", opportunity)).containsExactly("REMINDED");
        assertThat(statesAt("2027-01-06T00:00:00", opportunity)).containsExactly("REMINDED", "WITH_MANAGER");
        assertThat(statesAt("2027-01-08T23:59:59", opportunity)).containsExactly("REMINDED", "WITH_MANAGER");
        assertThat(statesAt("2027-01-09T00:00:00", opportunity)).containsExactly("REMINDED", "WITH_MANAGER", "OVERDUE");
        assertThat(statesAt("2027-03-09T00:00:00", opportunity)).hasSize(3);
        assertThat(actorsOf(opportunity)).containsExactly("OPP-8");
    }

    @Test
    @DisplayName("OPP-8 what fell due while nothing ran is given after the restart, the gravest alone")
    void restarted() {
        String opportunity = opened("CLOCK", "2027-04-01T12:00:00");
        assertThat(statesAt("2027-04-01T12:01:00", opportunity)).isEmpty();
        aggregateCache.removeAll();

        TIME.set(at("2027-04-07T09:00:00"));
        new FollowUpRound(jdbc, bus, clock).run(() -> false);

        assertThat(states(opportunity)).containsExactly("WITH_MANAGER");
    }

    @Test
    @DisplayName("OPP-8 given, but the next look lost in a crash: it is looked at again and nobody is reminded twice")
    void lostLook() {
        String opportunity = opened("CLOCK", "2027-05-01T12:00:00");
        statesAt("2027-05-04T00:00:00", opportunity);
        aggregateCache.removeAll();
        jdbc.sql("UPDATE lookup.opportunity SET look_at = '-infinity' WHERE opportunity_id = ?")
                .param(opportunity)
                .update();

        assertThat(statesAt("2027-05-04T00:01:00", opportunity)).containsExactly("REMINDED");
    }

    @Test
    @DisplayName("OPP-8, G-10 a contact reported late silences; unreached ones don't; struck, the clock goes on")
    void contacts() {
        String opportunity = opened("CLOCK", "2027-06-01T12:00:00");
        assertThat(statesAt("2027-06-09T00:00:00", opportunity)).containsExactly("OVERDUE");

        log(opportunity, "2027-06-08T10:00:00", false);
        assertThat(statesAt("2027-06-10T00:00:00", opportunity)).containsExactly("OVERDUE");
        String interaction = log(opportunity, "2027-06-08T11:00:00", true);
        assertThat(statesAt("2027-06-10T23:59:59", opportunity)).containsExactly("OVERDUE");
        assertThat(statesAt("2027-06-11T00:00:00", opportunity)).containsExactly("OVERDUE", "REMINDED");

        accepted(
                MANAGER,
                "StrikeInteraction",
                "{'opportunity': '%s', 'interaction': '%s', 'reason': '记错客户'}".formatted(opportunity, interaction));
        assertThat(statesAt("2027-06-11T00:01:00", opportunity))
                .as("what was given before the struck contact holds again")
                .containsExactly("OVERDUE", "REMINDED");
    }

    @Test
    @DisplayName("OPP-8, G-11 a stricter policy in between is looked at, at once and from its first day")
    void policy() {
        String opportunity = opened("OTHER", "2027-08-01T12:00:00");
        assertThat(statesAt("2027-08-02T09:00:00", opportunity)).isEmpty();

        setPolicy("'remindOnDay': 1, 'managerOnDay': 5, 'overdueAfterDay': 7");
        assertThat(statesAt("2027-08-02T09:01:00", opportunity)).containsExactly("REMINDED");
        setPolicy("'remindOnDay': 1, 'managerOnDay': 2, 'overdueAfterDay': 2, 'effectiveFrom': '2027-08-04'");
        assertThat(statesAt("2027-08-03T23:59:59", opportunity)).containsExactly("REMINDED");
        assertThat(statesAt("2027-08-04T00:00:00", opportunity)).containsExactly("REMINDED", "OVERDUE");
        assertThat(jdbc.sql("""
                        SELECT DISTINCT convert_from(payload, 'UTF8')::jsonb ->> 'policyVersion' FROM log.domain_event
                        WHERE aggregate_identifier = ? AND payload_type = 'opportunity.FollowUpReminded' ORDER BY 1""").param(opportunity).query(String.class).list()).containsExactly("4", "5");
    }

    @Test
    @DisplayName("OPP-8 a new policy of a project with very many is worked off in portions, from where a node left off")
    void portions() {
        jdbc.sql("""
                INSERT INTO lookup.opportunity (opportunity_id, customer_id, project, look_at)
                SELECT 'opp_0many' || lpad(n::text, 21, '0'), 'cust_many' || n, 'MANY', NULL
                FROM generate_series(1, 2500) AS n""").update();
        jdbc.sql("INSERT INTO lookup.look_again (project, behind) VALUES ('MANY', '')")
                .update();

        runUntilAsked(2);
        assertThat(marked()).isEqualTo(2000);
        runUntilAsked(2);
        assertThat(marked()).isEqualTo(2500);
        assertThat(jdbc.sql("SELECT count(*) FROM lookup.look_again")
                        .query(Long.class)
                        .single())
                .isZero();

        jdbc.sql("UPDATE lookup.opportunity SET open = false WHERE opportunity_id LIKE 'opp_0many%'")
                .update();
    }

    /** Makes a round that is stopped once it has asked more often than that whether it is. */
    private void runUntilAsked(int times) {
        AtomicInteger asked = new AtomicInteger();
        round.run(() -> asked.incrementAndGet() > times);
    }

    private long marked() {
        return jdbc.sql(
                        "SELECT count(*) FROM lookup.opportunity WHERE opportunity_id LIKE 'opp_0many%' AND look_at IS NOT NULL")
                .query(Long.class)
                .single();
    }

    private void setPolicy(String days) {
        accepted(ADMIN, "SetFollowUpPolicy", "{'project': 'OTHER', %s}".formatted(days));
    }

    @Test
    @DisplayName("OPP-8 two nodes' schedulers, and rounds at the same instant: each is reminded once")
    void twoNodes() throws Exception {
        List<String> opportunities = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            opportunities.add(opened("CLOCK", "2027-10-01T12:00:00"));
        }
        TIME.set(at("2027-10-04T00:00:00"));

        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> rounds = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                rounds.add(threads.submit(() -> {
                    start.await();
                    new FollowUpRound(jdbc, bus, clock).run(() -> false);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : rounds) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        TIME.set(at("2027-10-04T01:00:00"));
        round.run(() -> false); // those that two rounds met at were put off
        assertThat(opportunities).allSatisfy(one -> assertThat(states(one)).containsExactly("REMINDED"));

        TIME.set(at("2027-10-06T00:00:00"));
        start("a");
        start("b");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(opportunities)
                .allSatisfy(one -> assertThat(states(one)).contains("WITH_MANAGER")));
        stopSchedulers();
        assertThat(opportunities)
                .allSatisfy(one -> assertThat(states(one)).containsExactly("REMINDED", "WITH_MANAGER"));
    }

    @Test
    @DisplayName("OPP-8 a node that died within a round is replaced by another")
    void deadNode() {
        String opportunity = opened("CLOCK", "2027-11-01T12:00:00");
        TIME.set(at("2027-11-04T00:00:00"));
        jdbc.sql("DELETE FROM jobs.scheduled_task").update();
        jdbc.sql("""
                INSERT INTO jobs.scheduled_task (task_name, task_instance, execution_time, picked, picked_by,
                    last_heartbeat, version)
                VALUES (?, 'recurring', now() - interval '1 day', true, 'dead', now() - interval '1 day', 1)""").param(FollowUpRound.NAME).update();

        start("alive");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states(opportunity)).containsExactly("REMINDED"));
    }

    @Test
    @DisplayName("OPP-8 one that can't be looked at is put off, and the others don't wait for it")
    void broken() {
        jdbc.sql("INSERT INTO lookup.opportunity (opportunity_id, customer_id, project) VALUES (?, ?, 'CLOCK')")
                .params("opp_01h455vb4pex5vsknk084sn02s", "cust_01h455vb4pex5vsknk084sn02q")
                .update();
        String opportunity = opened("CLOCK", "2028-01-01T12:00:00");

        assertThat(statesAt("2028-01-04T00:00:00", opportunity)).containsExactly("REMINDED");
        assertThat(jdbc.sql("SELECT look_at FROM lookup.opportunity WHERE opportunity_id = ?")
                        .param("opp_01h455vb4pex5vsknk084sn02s")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(at("2028-01-04T00:10:00"));
    }

    private void start(String node) {
        Scheduler scheduler = new Timer(dataSource, List.of(round), Duration.ofMillis(100)).scheduler(node);
        schedulers.add(scheduler);
        scheduler.start();
    }

    private String opened(String project, String shanghai) {
        TIME.set(at(shanghai));
        return accepted(MANAGER, "OpenOpportunity", """
                {'project': '%s', 'awarenessChannel': '网络', 'followUpLevel': 'A',
                 'customer': {'name': '王芳', 'phone': '%d'}}""".formatted(project, 13_811_120_000L + people++));
    }

    private String log(String opportunity, String shanghai, boolean reached) {
        String interaction = "interaction_01h455vb4pex5vsknk084sn%s".formatted(reached ? "02t" : "02v");
        accepted(MANAGER, "LogInteraction", """
                {'opportunity': '%s', 'interaction': '%s', 'kind': 'PHONE', 'subject': '回访', 'reached': %s,
                 'occurredAt': '%s'}""".formatted(opportunity, interaction, reached, at(shanghai)));
        return interaction;
    }

    /** What was given after a round at that time. */
    private List<String> statesAt(String shanghai, String opportunity) {
        TIME.set(at(shanghai));
        round.run(() -> false);
        return states(opportunity);
    }

    private List<String> states(String opportunity) {
        return reminders("convert_from(payload, 'UTF8')::jsonb ->> 'state'", opportunity);
    }

    private List<String> actorsOf(String opportunity) {
        return reminders("convert_from(meta_data, 'UTF8')::jsonb ->> 'user'", opportunity).stream()
                .distinct()
                .toList();
    }

    private List<String> reminders(String column, String opportunity) {
        return jdbc.sql("""
                SELECT %s FROM log.domain_event
                WHERE aggregate_identifier = ? AND payload_type = 'opportunity.FollowUpReminded'
                ORDER BY sequence_number""".formatted(column))
                .param(opportunity)
                .query(String.class)
                .list();
    }

    private String accepted(Actor actor, String command, String body) {
        Outcome outcome = intake.accept(new CommandRequest(
                command, JsonMapper.shared().readTree(body.replace('\'', '"')), actor, actor.user(), null));
        assertThat(outcome).as("%s %s", command, body).isInstanceOf(Accepted.class);
        return ((Accepted) outcome).receipt().id();
    }

    private static Instant at(String shanghai) {
        return Instant.parse(shanghai + "+08:00");
    }
}
