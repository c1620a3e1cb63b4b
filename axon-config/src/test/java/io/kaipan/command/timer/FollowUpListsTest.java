package io.kaipan.command.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import io.kaipan.config.testing.GraphQlOverHttp.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DemoTest
@DisplayName("What the follow-up clock shows over GraphQL, in the whole house")
class FollowUpListsTest {
    private static final AtomicInteger PHONES = new AtomicInteger();
    private static final String MINE =
            "{ myFollowUps(first: 200) { nodes { id name followUpState daysSinceContact } totalCount { value } } }";
    private static final String MANAGERS = """
            { managerFollowUps(project: {eq: "JYLW"}, owner: {eq: "zhang.min"}, overdueOnly: true, first: 200) {
                nodes { id followUpState owner { userName } } } }""";

    @LocalServerPort
    int port;

    @Autowired
    FollowUpRound round;

    @Autowired
    Clock clock;

    private GraphQlOverHttp zhang;
    private GraphQlOverHttp li;
    private GraphQlOverHttp manager;
    private GraphQlOverHttp cashier;

    @BeforeEach
    void people() {
        zhang = as("zhang.min");
        li = as("li.qiang");
        manager = as("manager");
        cashier = as("cashier");
    }

    private GraphQlOverHttp as(String user) {
        return new GraphQlOverHttp(port, user, DemoTest.PASSWORD);
    }

    @Test
    @DisplayName("OPP-8, G-8 overdue it stands on both lists, masked for others, until the customer is reached")
    void overdue() {
        String id = opened(10);
        round.run(() -> false);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ask(zhang, MINE).toString()).contains(id));
        assertThat(ask(zhang, MINE).path("myFollowUps").path("nodes").toString())
                .contains(
                        "{\"id\":\"%s\",\"name\":\"刘洋 对 金域蓝湾 有意向\",\"followUpState\":\"OVERDUE\",\"daysSinceContact\":10}"
                                .formatted(id));
        assertThat(ask(manager, MANAGERS).toString())
                .contains("{\"id\":\"%s\",\"followUpState\":\"OVERDUE\",\"owner\":{\"userName\":\"zhang.min\"}}"
                        .formatted(id));
        assertThat(ask(li, MINE).toString()).doesNotContain(id);
        assertThat(one(li, id).toString())
                .isEqualTo("{\"name\":null,\"masked\":true,\"followUpState\":\"OVERDUE\",\"daysSinceContact\":10}");
        assertThat(ask(
                                manager,
                                "{ opportunities(filter: {followUpState: {eq: OVERDUE}}, first: 200) { nodes { id } } }")
                        .toString())
                .contains(id);
        assertThat(ask(zhang, "{ opportunity(id: \"%s\") { history(last: 1) { nodes { event user } } } }".formatted(id))
                        .toString())
                .contains("{\"event\":\"FollowUpReminded\",\"user\":\"OPP-8\"}");

        JsonNode reached = mutate(zhang, "logInteraction", "LogInteractionInput", """
                {"opportunity": "%s", "kind": "PHONE", "subject": "回访", "reached": true}""".formatted(id));
        assertThat(reached.path("refusals").isEmpty()).isTrue();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        one(zhang, id).path("followUpState").asString())
                .isEqualTo("ON_TIME"));
        assertThat(one(zhang, id).path("daysSinceContact").asInt()).isZero();
        assertThat(ask(zhang, MINE).toString()).doesNotContain(id);
        assertThat(ask(manager, MANAGERS).toString()).doesNotContain(id);
    }

    @Test
    @DisplayName("OPP-8 a reminder appears before whoever watches the list, without being asked for")
    void live() {
        try (Watch watch = zhang.watch("""
                subscription { opportunitiesChanged(first: 200, filter: {owner: {mine: true},
                    followUpState: {in: [REMINDED, WITH_MANAGER, OVERDUE]}}) {
                        snapshot opportunities { id followUpState } } }""")) {
            assertThat(watch.next().toString()).contains("\"snapshot\":true");
            String id = opened(4);
            round.run(() -> false);

            String told = watch.next().toString();
            while (!told.contains(id)) {
                told = watch.next().toString();
            }
            assertThat(told).contains("{\"id\":\"%s\",\"followUpState\":\"REMINDED\"}".formatted(id));
        }
    }

    @Test
    @DisplayName("OPP-8 pages go on where they ended, those that wait longest first")
    void pages() {
        String first = opened(40);
        String second = opened(39);
        round.run(() -> false);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ask(zhang, MINE).toString()).contains(first, second));

        JsonNode all = ask(zhang, MINE).path("myFollowUps");
        String cursor = null;
        StringBuilder paged = new StringBuilder();
        for (int page = 0; page < all.path("nodes").size(); page++) {
            JsonNode one = ask(
                            zhang,
                            "{ myFollowUps(first: 1%s) { nodes { id } pageInfo { endCursor hasNextPage } } }"
                                    .formatted(cursor == null ? "" : ", after: \"" + cursor + "\""))
                    .path("myFollowUps");
            paged.append(one.path("nodes").path(0).path("id").asString()).append(' ');
            cursor = one.path("pageInfo").path("endCursor").asString();
        }
        assertThat(paged.toString().trim().split(" "))
                .containsExactly(all.path("nodes")
                        .valueStream()
                        .map(node -> node.path("id").asString())
                        .toArray(String[]::new))
                .containsSubsequence(first, second);
        assertThat(all.path("totalCount").path("value").asInt())
                .isEqualTo(all.path("nodes").size());
    }

    @Test
    @DisplayName("G-7 the lists are for owners and managers")
    void probing() {
        assertThat(error(cashier, MINE)).isEqualTo("FORBIDDEN");
        assertThat(error(li, MANAGERS)).isEqualTo("FORBIDDEN");
    }

    @Test
    @DisplayName("OPP-8, G-11 a manager sets the days, and the project shows them with their versions")
    void policy() {
        JsonNode set = mutate(manager, "setFollowUpPolicy", "SetFollowUpPolicyInput", """
                {"project": "WKC", "remindOnDay": 3, "managerOnDay": 5, "overdueAfterDay": 7}""");
        assertThat(set.path("refusals").isEmpty()).isTrue();
        JsonNode policy = ask(manager, """
                { project(code: "WKC") { followUpPolicy { remindOnDay managerOnDay overdueAfterDay versions { version } } } }""").path("project").path("followUpPolicy");
        assertThat(policy.toString()).startsWith("{\"remindOnDay\":3,\"managerOnDay\":5,\"overdueAfterDay\":7");

        JsonNode refused = mutate(manager, "setFollowUpPolicy", "SetFollowUpPolicyInput", """
                {"project": "WKC", "remindOnDay": 5, "managerOnDay": 4, "overdueAfterDay": 7}""");
        assertThat(refused.path("refusals").path(0).path("code").asString()).isEqualTo("FOLLOW_UP_DAYS_DISORDERED");
    }

    private String opened(int daysAgo) {
        return mutate(zhang, "openOpportunity", "OpenOpportunityInput", """
                {"project": "JYLW", "customer": {"name": "刘洋", "phone": "0755-%08d"}, "awarenessChannel": "网络",
                 "followUpLevel": "A", "occurredAt": "%s"}""".formatted(
                        87_000_000 + PHONES.incrementAndGet(), clock.instant().minus(Duration.ofDays(daysAgo))))
                .path("receipt")
                .path("id")
                .asString();
    }

    private static JsonNode one(GraphQlOverHttp who, String id) {
        return ask(who, "{ opportunity(id: \"%s\") { name masked followUpState daysSinceContact } }".formatted(id))
                .path("opportunity");
    }

    private static JsonNode ask(GraphQlOverHttp who, String query) {
        return who.data(query, Map.of());
    }

    private static String error(GraphQlOverHttp who, String query) {
        return who.ask(query, Map.of())
                .path("errors")
                .path(0)
                .path("extensions")
                .path("code")
                .asString();
    }

    private static JsonNode mutate(GraphQlOverHttp who, String name, String type, String input) {
        return who.data(
                        "mutation($input: %s!) { %s(input: $input) { receipt { id } refusals { code } } }"
                                .formatted(type, name),
                        Map.of("input", JsonMapper.shared().readTree(input)))
                .path(name);
    }
}
