package io.kaipan.config.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import io.kaipan.testing.PostgresForTests;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A view is broken on purpose: the row that an edit needs is taken away. */
@DemoTest
@DisplayName("AUD-5 dead letters over GraphQL")
class DeadLettersTest {
    private static final String LETTERS = """
            query($record: ID) { deadLetters(filter: {record: $record}) {
              totalCount { value }
              nodes { id processor sequence waiting event record recordVersion parkedAt triedAt attempts cause } } }""";
    private static final String RETRY = """
            mutation($id: ID!) { retryDeadLetter(input: {id: $id}) {
              delivered remaining complete refusals { code rule message field } } }""";
    private static final String DISCARD = """
            mutation($id: ID!, $reason: String!) { discardDeadLetter(input: {id: $id, reason: $reason}) {
              discarded refusals { code message field } query { deadLetter(id: $id) { id } } } }""";

    @LocalServerPort
    int port;

    @Autowired
    PostgresForTests.Database database;

    private JdbcClient owner;
    private GraphQlOverHttp admin;
    private GraphQlOverHttp manager;

    @BeforeEach
    void sitDown() {
        owner = JdbcClient.create(database.owner());
        admin = new GraphQlOverHttp(port, "admin", DemoTest.PASSWORD);
        manager = new GraphQlOverHttp(port, "manager", DemoTest.PASSWORD);
    }

    @Test
    @DisplayName("are listed with cause and age, tried again once the cause is gone, and every attempt is in the trail")
    void mended() {
        String lead = parkedLead();
        JsonNode letters = letters(lead);
        assertThat(letters.size()).isEqualTo(2);
        JsonNode first = letters.path(0);
        assertThat(first.path("processor").asString()).isEqualTo("lead-list");
        assertThat(first.path("event").asString()).isEqualTo("lead.LeadEdited");
        assertThat(first.path("waiting").asInt()).isEqualTo(1);
        assertThat(first.path("attempts").asInt()).isEqualTo(1);
        assertThat(first.path("cause").asString()).contains("MissingRow");
        assertThat(letters.path(1).path("attempts").asInt()).isZero();

        String id = first.path("id").asString();
        JsonNode refused = admin.data(RETRY, Map.of("id", id)).path("retryDeadLetter");
        assertThat(refused.path("delivered").isNull()).isTrue();
        assertThat(refused.path("refusals").path(0).path("code").asString()).isEqualTo("DEAD_LETTER_CAUSE_REMAINS");
        assertThat(refused.path("refusals").path(0).path("message").asString()).contains("仍然无法处理", "MissingRow");
        assertThat(letters(lead).path(0).path("attempts").asInt()).isEqualTo(2);

        putBack();
        JsonNode retried = admin.data(RETRY, Map.of("id", id)).path("retryDeadLetter");
        assertThat(retried.path("delivered").asInt()).isEqualTo(2);
        assertThat(retried.path("remaining").asInt()).isZero();
        assertThat(topic(lead)).isEqualTo("五室");
        assertThat(admin.data(RETRY, Map.of("id", id))
                        .path("retryDeadLetter")
                        .path("refusals")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("DEAD_LETTER_UNKNOWN");

        JsonNode trail = new GraphQlOverHttp(port, "auditor", DemoTest.PASSWORD)
                .data("{ maintenanceTrail(first: 2) { nodes { user roles deed target at reason } } }", Map.of())
                .path("maintenanceTrail")
                .path("nodes");
        assertThat(trail.path(0).path("user").asString()).isEqualTo("admin");
        assertThat(trail.path(0).path("deed").asString()).isEqualTo("retryDeadLetter");
        assertThat(trail.path(0).path("target").asString()).contains("lead-list", "lead.LeadEdited", lead);
    }

    @Test
    @DisplayName("are discarded only with a reason, which is kept; the log keeps the event")
    void discarded() {
        String lead = parkedLead();
        String id = letters(lead).path(0).path("id").asString();
        JsonNode silent = admin.data(DISCARD, Map.of("id", id, "reason", " ")).path("discardDeadLetter");
        assertThat(silent.path("discarded").asBoolean()).isFalse();
        assertThat(silent.path("refusals").path(0).path("code").asString()).isEqualTo("REASON_REQUIRED");
        assertThat(letters(lead).size()).isEqualTo(2);

        JsonNode discarded =
                admin.data(DISCARD, Map.of("id", id, "reason", "重复的修改")).path("discardDeadLetter");
        assertThat(discarded.path("discarded").asBoolean()).isTrue();
        assertThat(discarded.path("query").path("deadLetter").isNull()).isTrue();
        assertThat(letters(lead).size()).isEqualTo(1);
        putBack();
        JsonNode rest = admin.data(
                        "mutation { retryDeadLetters(input: {processor: \"lead-list\"}) { delivered remaining complete } }",
                        Map.of())
                .path("retryDeadLetters");
        assertThat(rest.path("delivered").asInt()).isEqualTo(1);
        assertThat(rest.path("complete").asBoolean()).isTrue();
        assertThat(owner.sql("SELECT count(*) FROM log.domain_event WHERE aggregate_identifier = ?")
                        .param(lead)
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
        assertThat(owner.sql("SELECT reason FROM trail.maintenance WHERE deed = 'discardDeadLetter'")
                        .query(String.class)
                        .list())
                .containsExactly("重复的修改");
    }

    @Test
    @DisplayName("G-7 are nobody's business but an administrator's; an auditor may look")
    void audience() {
        assertThat(manager.ask("{ deadLetters { nodes { id } } }", Map.of())
                        .path("errors")
                        .path(0)
                        .path("extensions")
                        .path("code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(new GraphQlOverHttp(port, "auditor", DemoTest.PASSWORD)
                        .ask(RETRY, Map.of("id", "x"))
                        .path("errors")
                        .path(0)
                        .path("extensions")
                        .path("code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(admin.data(
                                "mutation { retryDeadLetters(input: {processor: \"nobody\"}) { refusals { code field } } }",
                                Map.of())
                        .path("retryDeadLetters")
                        .path("refusals")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("PROCESSOR_UNKNOWN");
    }

    /** A lead whose row is gone from the view, edited twice. */
    private String parkedLead() {
        String lead = manager.data("""
                        mutation { registerLead(input: {topic: "三室", project: "JYLW", awarenessChannel: "网络",
                          followUpLevel: "A", customer: {name: "王芳", phone: "0755-8%07d"}}) { receipt { id } pending } }""".formatted(System.nanoTime() % 10_000_000), Map.of())
                .path("registerLead")
                .path("receipt")
                .path("id")
                .asString();
        await().until(() -> topic(lead).equals("三室"));
        owner.sql("CREATE TABLE IF NOT EXISTS view.taken_away (LIKE view.lead_list)")
                .update();
        owner.sql("INSERT INTO view.taken_away SELECT * FROM view.lead_list WHERE lead_id = ?")
                .param(lead)
                .update();
        assertThat(owner.sql("DELETE FROM view.lead_list WHERE lead_id = ?")
                        .param(lead)
                        .update())
                .isEqualTo(1);
        edit(lead, "四室");
        edit(lead, "五室");
        await().atMost(Duration.ofSeconds(30)).until(() -> letters(lead).size() == 2);
        return lead;
    }

    private void putBack() {
        owner.sql("INSERT INTO view.lead_list SELECT * FROM view.taken_away").update();
        owner.sql("TRUNCATE view.taken_away").update();
    }

    private void edit(String lead, String topic) {
        assertThat(manager.data("""
                        mutation($lead: ID!, $topic: String!) { editLead(input: {lead: $lead, topic: $topic,
                          awarenessChannel: "网络", followUpLevel: "A"}) { receipt { version } refusals { code } } }""", Map.of("lead", lead, "topic", topic))
                        .path("editLead")
                        .path("refusals")
                        .isEmpty())
                .isTrue();
    }

    private String topic(String lead) {
        return manager.data("query($lead: ID!) { lead(id: $lead) { topic } }", Map.of("lead", lead))
                .path("lead")
                .path("topic")
                .asString();
    }

    private JsonNode letters(String record) {
        return admin.data(LETTERS, Map.of("record", record)).path("deadLetters").path("nodes");
    }
}
