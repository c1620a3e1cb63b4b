package io.kaipan.config.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Outcome.Accepted;
import io.kaipan.command.intake.Outcome.Refused;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusal;
import io.kaipan.config.testing.EngineRoom;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;

/** What only the real store can show of the rules of customers and leads: races and erasure. */
@SpringBootTest(
        classes = {EngineRoom.class, SalesFloorTest.Door.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = FreshDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesFloorTest {
    @Configuration(proxyBeanMethods = false)
    @ComponentScan("io.kaipan.command.intake")
    static class Door {}

    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.SALES_MANAGER), Set.of("FLOOR"));
    private static final int CALLERS = 16;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Cache aggregateCache;

    @BeforeAll
    void openProject() {
        accepted(ADMIN, "OpenProject", "{'project': 'FLOOR', 'name': '金域蓝湾', 'city': '深圳'}");
        accepted(ADMIN, "SetAwarenessChannelPolicy", "{'project': 'FLOOR', 'channels': [{'code': '网络'}]}");
        accepted(ADMIN, "SetFollowUpLevelPolicy", "{'project': 'FLOOR', 'levels': [{'code': 'A'}]}");
        accepted(ADMIN, "SetCloseReasonPolicy", "{'project': 'FLOOR', 'reasons': [{'code': '无法联系'}]}");
        accepted(
                ADMIN,
                "SetStagePolicy",
                "{'project': 'FLOOR', 'stages': [{'code': '初访', 'winProbability': 10},"
                        + " {'code': '看房', 'winProbability': 30}]}");
    }

    @Test
    @DisplayName("CUS-2, LEA-8 of many who register one number at the same instant one makes customer and lead")
    void onePhoneOneCustomer() {
        long customers = count("customer.CustomerRegistered");
        long leads = count("lead.LeadRegistered");

        List<Outcome> outcomes = atOnce(caller -> send(MANAGER, "RegisterLead", lead("三室" + caller, "13811110001")));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Accepted.class));
        assertThat(outcomes.stream().map(SalesFloorTest::idOf)).containsOnly(idOf(outcomes.getFirst()));
        assertThat(count("customer.CustomerRegistered")).isEqualTo(customers + 1);
        assertThat(count("lead.LeadRegistered")).isEqualTo(leads + 1);
        assertThat(eventsOf(idOf(outcomes.getFirst()))).isEqualTo(CALLERS);
    }

    @Test
    @DisplayName("CUS-2 several numbers in whatever order: one customer, and nobody waits for somebody who waits")
    void severalNumbers() {
        List<Outcome> outcomes = atOnce(caller -> send(
                MANAGER,
                "RegisterCustomer",
                "{'name': '王芳', 'phones': [%s]}"
                        .formatted(caller % 2 == 0 ? "'13811110002', '13811110003'" : "'13811110003', '13811110002'")));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Accepted.class));
        assertThat(outcomes.stream().map(SalesFloorTest::idOf)).containsOnly(idOf(outcomes.getFirst()));
    }

    @Test
    @DisplayName("PRJ-1 of many who open a project under one code at the same instant one succeeds")
    void oneCodeOneProject() {
        List<Outcome> outcomes = atOnce(caller ->
                send(ADMIN, "OpenProject", "{'project': 'RACE', 'name': '万科城%d', 'city': '深圳'}".formatted(caller)));

        assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Refused.class::isInstance)
                .hasSize(CALLERS - 1)
                .allSatisfy(outcome -> assertRefused(outcome, "PROJECT_CODE_TAKEN", "project"));
    }

    @Test
    @DisplayName("OPP-6 of many who qualify one lead at the same instant one opens an opportunity")
    void oneOpportunity() {
        String lead =
                accepted(MANAGER, "RegisterLead", lead("三室", "13811110004")).id();
        long opportunities = count("opportunity.OpportunityOpened");

        List<Outcome> outcomes = atOnce(caller -> send(MANAGER, "QualifyLead", "{'lead': '%s'}".formatted(lead)));

        assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(count("opportunity.OpportunityOpened")).isEqualTo(opportunities + 1);
        assertRefused(send(MANAGER, "RegisterLead", lead("三室", "13811110004")), "LEAD_HAS_OPEN_OPPORTUNITY", null);
    }

    @Test
    @DisplayName(
            "OPP-6 of many who open one for the same number at the same instant one opens it, and the rest are shown it")
    void oneOpen() {
        long customers = count("customer.CustomerRegistered");

        List<Outcome> outcomes = atOnce(caller -> send(MANAGER, "OpenOpportunity", opportunity("13811110008")));

        String winner = outcomes.stream()
                .filter(Accepted.class::isInstance)
                .map(SalesFloorTest::idOf)
                .reduce((one, another) -> {
                    throw new AssertionError(one + " and " + another);
                })
                .orElseThrow();
        assertThat(outcomes)
                .filteredOn(Refused.class::isInstance)
                .hasSize(CALLERS - 1)
                .allSatisfy(outcome -> assertThat(((Refused) outcome).refusals().getFirst())
                        .satisfies(refusal -> {
                            assertThat(refusal.code()).isEqualTo("OPPORTUNITY_ALREADY_OPEN");
                            assertThat(refusal.details()).containsEntry("opportunity", winner);
                        }));
        assertThat(count("customer.CustomerRegistered")).isEqualTo(customers + 1);
    }

    @Test
    @DisplayName("OPP-2, OPP-6 lost, opened anew and reopened at the same instant: one of them is open")
    void lostAndReopened() {
        String lost =
                accepted(MANAGER, "OpenOpportunity", opportunity("13811110009")).id();
        accepted(MANAGER, "LoseOpportunity", "{'opportunity': '%s', 'reason': '无法联系'}".formatted(lost));

        List<Outcome> outcomes = atOnce(caller -> caller % 2 == 0
                ? send(MANAGER, "OpenOpportunity", opportunity("13811110009"))
                : send(
                        MANAGER,
                        "ReopenOpportunity",
                        "{'opportunity': '%s', 'reason': '又来电 %d'}".formatted(lost, caller)));

        assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
    }

    @Test
    @DisplayName(
            "OPP-2 two who saw the same version move one opportunity: one moves it, the other is told it has moved")
    void movedAtOnce() {
        Receipt opened = accepted(MANAGER, "OpenOpportunity", opportunity("13811110010"));

        List<Outcome> outcomes = atOnce(caller -> send(
                MANAGER,
                "AdvanceStage",
                "{'opportunity': '%s', 'stage': '看房', 'expectedVersion': %d}"
                        .formatted(opened.id(), opened.version())));

        assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Refused.class::isInstance)
                .hasSize(CALLERS - 1)
                .allSatisfy(outcome -> assertRefused(outcome, "STALE_VERSION", "expectedVersion"));
        assertThat(eventsOf(opened.id())).isEqualTo(2);
    }

    @Test
    @DisplayName("G-3 the id of another customer's opportunity is refused, open or closed")
    void takenOpportunityId() {
        String taken =
                accepted(MANAGER, "OpenOpportunity", opportunity("13811110011")).id();
        String again = opportunity("13811110012").replaceFirst("\\{", "{'opportunity': '" + taken + "', ");

        assertRefused(send(MANAGER, "OpenOpportunity", again), "ID_TAKEN", "opportunity");
        accepted(MANAGER, "LoseOpportunity", "{'opportunity': '%s', 'reason': '无法联系'}".formatted(taken));
        assertRefused(send(MANAGER, "OpenOpportunity", again), "ID_TAKEN", "opportunity");
        String same = opportunity("13811110011").replaceFirst("\\{", "{'opportunity': '" + taken + "', ");
        assertRefused(send(MANAGER, "OpenOpportunity", same), "ID_TAKEN", "opportunity");
        assertThat(eventsOf(taken)).isEqualTo(2);
    }

    private static String opportunity(String phone) {
        return """
                {'project': 'FLOOR', 'awarenessChannel': '网络', 'followUpLevel': 'A',
                 'estimatedValue': {'amount': '1200000.00'}, 'customer': {'name': '王芳', 'phone': '%s'}}""".formatted(phone);
    }

    @Test
    @DisplayName("G-3 the id of another lead is refused, and nothing of the command stays")
    void takenId() {
        String lead =
                accepted(MANAGER, "RegisterLead", lead("三室", "13811110005")).id();
        String again = lead("三室", "13811110006").replaceFirst("\\{", "{'lead': '" + lead + "', ");

        assertRefused(send(MANAGER, "RegisterLead", again), "ID_TAKEN", "lead");
        assertThat(eventsOf(lead)).isEqualTo(1);
        assertThat(accepted(MANAGER, "RegisterLead", lead("三室", "13811110006")).id())
                .isNotEqualTo(lead);
    }

    @Test
    @DisplayName("G-5 nothing personal is written on a forgotten customer's lead, which can still be closed")
    void forgotten() {
        String lead =
                accepted(MANAGER, "RegisterLead", lead("三室", "13811110007")).id();
        String customer = lead.replace("lead_", "cust_");
        assertThat(aggregateCache.<String, Object>get(lead)).isNotNull();
        accepted(ADMIN, "ForgetCustomer", "{'customer': '%s', 'reason': '本人要求'}".formatted(customer));
        assertThat(aggregateCache.<String, Object>get(lead))
                .as("what the memory holds of them in the clear")
                .isNull();

        assertRefused(
                send(MANAGER, "EditLead", "{'lead': '%s', 'topic': '四室', 'awarenessChannel': '网络'}".formatted(lead)),
                "CUSTOMER_FORGOTTEN",
                null);
        assertRefused(
                send(MANAGER, "RenameCustomer", "{'customer': '%s', 'name': '王方', 'reason': '笔误'}".formatted(customer)),
                "CUSTOMER_FORGOTTEN",
                null);
        assertRefused(send(MANAGER, "QualifyLead", "{'lead': '%s'}".formatted(lead)), "CUSTOMER_FORGOTTEN", null);

        aggregateCache.removeAll();
        accepted(MANAGER, "CloseLead", "{'lead': '%s', 'outcome': 'UNQUALIFIED', 'reason': '无法联系'}".formatted(lead));
        assertThat(accepted(MANAGER, "RegisterLead", lead("三室", "13811110007")).id())
                .isNotEqualTo(lead);
    }

    private static String lead(String topic, String phone) {
        return """
                {'topic': '%s', 'project': 'FLOOR', 'awarenessChannel': '网络', 'followUpLevel': 'A',
                 'customer': {'name': '王芳', 'phone': '%s'}}""".formatted(topic, phone);
    }

    private List<Outcome> atOnce(IntFunction<Outcome> work) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Outcome>> answers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                answers.add(callers.submit(() -> {
                    start.await();
                    return work.apply(number);
                }));
            }
            start.countDown();
            return answers.stream().map(SalesFloorTest::answerOf).toList();
        }
    }

    private static Outcome answerOf(Future<Outcome> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private Receipt accepted(Actor actor, String command, String body) {
        Outcome outcome = send(actor, command, body);
        assertThat(outcome).as("%s %s", command, body).isInstanceOf(Accepted.class);
        return ((Accepted) outcome).receipt();
    }

    /** @param body JSON with single quotes */
    private Outcome send(Actor actor, String command, String body) {
        return intake.accept(new CommandRequest(
                command, JsonMapper.shared().readTree(body.replace('\'', '"')), actor, actor.user(), null));
    }

    private static String idOf(Outcome outcome) {
        return ((Accepted) outcome).receipt().id();
    }

    private static void assertRefused(Outcome outcome, String code, @Nullable String field) {
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusals())
                .singleElement()
                .extracting(Refusal::code, Refusal::field)
                .containsExactly(code, field));
    }

    private long count(String event) {
        return jdbc.sql("SELECT count(*) FROM log.domain_event WHERE payload_type = ?")
                .param(event)
                .query(Long.class)
                .single();
    }

    private long eventsOf(String record) {
        return jdbc.sql("SELECT count(*) FROM log.domain_event WHERE aggregate_identifier = ?")
                .param(record)
                .query(Long.class)
                .single();
    }
}
