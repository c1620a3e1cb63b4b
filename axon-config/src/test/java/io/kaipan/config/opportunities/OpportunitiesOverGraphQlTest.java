package io.kaipan.config.opportunities;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DemoTest
@DisplayName("Opportunities over GraphQL, in the whole house")
class OpportunitiesOverGraphQlTest {
    private static final AtomicInteger PHONES = new AtomicInteger();

    @LocalServerPort
    int port;

    private GraphQlOverHttp zhang;
    private GraphQlOverHttp li;
    private GraphQlOverHttp manager;

    @BeforeEach
    void people() {
        zhang = new GraphQlOverHttp(port, "zhang.min", DemoTest.PASSWORD);
        li = new GraphQlOverHttp(port, "li.qiang", DemoTest.PASSWORD);
        manager = new GraphQlOverHttp(port, "manager", DemoTest.PASSWORD);
    }

    /** The payload of a mutation. @param input JSON with single quotes */
    private static JsonNode send(GraphQlOverHttp who, String name, String shown, String input) {
        String type = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Input";
        JsonNode read = JsonMapper.shared().readTree(input.replace('\'', '"'));
        return who.data(
                        "mutation($input: %s!) { %s(input: $input) { %s refusals { code rule field } } }"
                                .formatted(type, name, shown),
                        Map.of("input", read))
                .path(name);
    }

    private static String open(GraphQlOverHttp who, String name) {
        JsonNode payload = send(who, "openOpportunity", "opportunity { id }", """
                {'project': 'JYLW', 'awarenessChannel': '网络', 'followUpLevel': 'A', 'description': '开红车',
                 'estimatedValue': {'amount': '1200000.00'},
                 'customer': {'name': '%s', 'phone': '0755-%08d'}}""".formatted(
                        name, 85_000_000 + PHONES.incrementAndGet()));
        assertThat(payload.path("refusals").isEmpty()).as("%s", payload).isTrue();
        return payload.path("opportunity").path("id").asString();
    }

    private static JsonNode read(GraphQlOverHttp who, String id, String fields) {
        return read(who, id, fields, "0");
    }

    private static JsonNode read(GraphQlOverHttp who, String id, String fields, String atLeast) {
        return who.data(
                        "query($id: ID!, $atLeast: Position) { opportunity(id: $id, atLeast: $atLeast) { %s } }"
                                .formatted(fields),
                        Map.of("id", id, "atLeast", atLeast))
                .path("opportunity");
    }

    /** Many are carried out without waiting for views. */
    private static String lastOf(JsonNode many) {
        return many.path("reports").findValuesAsString("position").getLast();
    }

    @Test
    @DisplayName("OPP-1 to OPP-7 an opportunity from its opening to its loss, read back with every change")
    void aLife() {
        String id = open(zhang, "许晴");
        JsonNode moved = send(
                        zhang,
                        "advanceStage",
                        "opportunity { stage winProbability state estimatedValue { amount currency } name }",
                        "{'opportunity': '%s', 'stage': '看房', 'expectedVersion': 0}".formatted(id))
                .path("opportunity");
        assertThat(moved.toString())
                .isEqualTo("{\"stage\":\"看房\",\"winProbability\":30,\"state\":\"OPEN\","
                        + "\"estimatedValue\":{\"amount\":\"1200000.00\",\"currency\":\"CNY\"},"
                        + "\"name\":\"许晴 对 金域蓝湾 有意向\"}");
        send(
                zhang,
                "logInteraction",
                "pending",
                "{'opportunity': '%s', 'kind': 'PHONE', 'subject': '约看房', 'reached': true}".formatted(id));
        JsonNode lost = send(
                        zhang,
                        "loseOpportunity",
                        "opportunity { state closing { reason competitor by } lastContactAt }",
                        "{'opportunity': '%s', 'reason': '购买竞品', 'competitor': '中海国际'}".formatted(id))
                .path("opportunity");
        assertThat(lost.path("state").asString()).isEqualTo("LOST");
        assertThat(lost.path("closing").path("by").asString()).isEqualTo("zhang.min");
        assertThat(lost.path("lastContactAt").isNull()).isFalse();

        JsonNode told =
                read(zhang, id, "timeline { nodes { event changes { field after } } } ownership { nodes { event } }");
        assertThat(told.path("timeline").path("nodes").findValuesAsString("event"))
                .containsExactly("OpportunityOpened", "StageAdvanced", "InteractionLogged", "OpportunityLost");
        assertThat(told.path("ownership").path("nodes").findValuesAsString("event"))
                .containsExactly("OpportunityOpened");
    }

    @ParameterizedTest
    @DisplayName("bad input is refused with its code, and nothing changes")
    @CsvSource(
            delimiter = '|',
            value = {
                "advanceStage | 'stage': '成交' | STAGE_UNKNOWN | stage",
                "setFollowUpLevel | 'followUpLevel': 'Z' | FOLLOW_UP_LEVEL_UNKNOWN | followUpLevel",
                "loseOpportunity | 'reason': '不想卖' | CLOSE_REASON_UNKNOWN | reason",
                "estimateOpportunity | 'winProbability': 140 | PROBABILITY_OUT_OF_RANGE | winProbability",
                "estimateOpportunity | 'estimatedValue': {'amount': '1.001'} | AMOUNT_INVALID | estimatedValue.amount",
                "logInteraction | 'kind': 'PHONE', 'subject': 'x', 'reached': true, 'occurredAt': '2026-01-02T10:00:00+08:00',"
                        + " 'endedAt': '2026-01-02T09:00:00+08:00' | INTERACTION_ENDS_BEFORE_START | endedAt",
                "planFollowUp | 'kind': 'PHONE', 'subject': 'x', 'dueAt': '2026-01-02T10:00:00+08:00' | FOLLOW_UP_IN_PAST | dueAt",
                "reopenOpportunity | 'reason': '又来电' | OPPORTUNITY_NOT_LOST | "
            },
            quoteCharacter = '"')
    void badInput(String mutation, String input, String code, String field) {
        String id = open(zhang, "许晴");

        JsonNode refusal = send(zhang, mutation, "pending", "{'opportunity': '%s', %s}".formatted(id, input))
                .path("refusals")
                .path(0);

        assertThat(refusal.path("code").asString()).isEqualTo(code);
        assertThat(refusal.path("field").isNull() ? null : refusal.path("field").asString())
                .isEqualTo(field);
        assertThat(read(zhang, id, "version").path("version").asInt()).isZero();
    }

    @Test
    @DisplayName("G-8 a consultant who probes another's opportunity gets masked data or a refusal, never a leak")
    void probing() {
        String id = open(zhang, "许晴");
        send(
                zhang,
                "addCoVisitor",
                "pending",
                "{'opportunity': '%s', 'visitor': {'name': '秘密客', 'phone': '13900002222'}}".formatted(id));
        send(
                zhang,
                "logInteraction",
                "pending",
                "{'opportunity': '%s', 'kind': 'PHONE', 'subject': '秘密事', 'reached': true}".formatted(id));
        String everything =
                "name description masked visitor { name } coVisitors { name phone } nextFollowUp { subject }"
                        + " closing { note } customer { name phone phones details { note } }"
                        + " history { nodes { reason changes { before after } } }"
                        + " timeline { nodes { reason changes { before after } } }"
                        + " ownership { nodes { reason changes { before after } } }";

        JsonNode one = read(li, id, everything);
        assertThat(one.path("masked").asBoolean()).isTrue();
        JsonNode listed = li.data(
                "{ opportunities(filter: {owner: {eq: \"zhang.min\"}}, first: 200) { nodes { %s } } }"
                        .formatted(everything.substring(0, everything.indexOf(" history"))),
                Map.of());
        JsonNode byNode = li.data(
                "query($id: ID!) { node(id: $id) { ... on Opportunity { %s } } }".formatted(everything),
                Map.of("id", id));
        assertThat(one + listed.toString() + byNode).doesNotContain("许晴", "红车", "秘密", "13900002222");

        Map<String, String> mutations = Map.ofEntries(
                Map.entry("editOpportunity", "'name': 'x', 'awarenessChannel': '网络'"),
                Map.entry("advanceStage", "'stage': '看房'"),
                Map.entry("estimateOpportunity", "'winProbability': 1"),
                Map.entry("setFollowUpLevel", "'followUpLevel': 'B'"),
                Map.entry("logInteraction", "'kind': 'PHONE', 'subject': 'x', 'reached': true"),
                Map.entry("planFollowUp", "'kind': 'PHONE', 'subject': 'x', 'dueAt': '2100-01-01T00:00:00Z'"),
                Map.entry("addCoVisitor", "'visitor': {'name': 'x'}"),
                Map.entry("replaceVisitor", "'visitor': {'name': 'x'}, 'reason': 'x'"),
                Map.entry(
                        "strikeInteraction", "'interaction': 'interaction_01h455vb4pex5vsknk084sn02t', 'reason': 'x'"),
                Map.entry("loseOpportunity", "'reason': '价格过高'"),
                Map.entry("reopenOpportunity", "'reason': 'x'"));
        mutations.forEach((mutation, input) -> assertThat(
                        send(li, mutation, "pending", "{'opportunity': '%s', %s}".formatted(id, input))
                                .path("refusals")
                                .findValuesAsString("code"))
                .as(mutation)
                .containsExactly("NOT_YOURS"));
        assertThat(send(
                                li,
                                "openOpportunity",
                                "pending",
                                "{'project': 'JYLW', 'awarenessChannel': '网络', 'followUpLevel': 'A', 'existingCustomer': '%s'}"
                                        .formatted(id.replace("opp_", "cust_")))
                        .path("refusals")
                        .findValuesAsString("code"))
                .containsExactly("NOT_YOURS");
    }

    @Test
    @DisplayName(
            "OPP-4, OPP-7 for many at once each is for itself, told one by one, and sent again nothing changes twice")
    void many() {
        List<String> ids =
                IntStream.range(0, 3).mapToObj(i -> open(zhang, "批量" + i)).toList();
        send(zhang, "loseOpportunity", "pending", "{'opportunity': '%s', 'reason': '价格过高'}".formatted(ids.get(1)));
        String input = "{'opportunities': ['%s', '%s', '%s', '%s', 'opp_01h455vb4pex5vsknk084sn02q'], 'reason': '项目结束',"
                        .formatted(ids.get(0), ids.get(1), ids.get(2), ids.get(0))
                + " 'idempotencyKey': 'close-%s'}".formatted(ids.get(0));
        String shown = "accepted refused reports { id receipt { position replayed } refusals { code } }";

        JsonNode first = send(zhang, "loseOpportunities", shown, input);
        assertThat(first.path("accepted").asInt()).isEqualTo(2);
        assertThat(first.path("refused").asInt()).isEqualTo(2);
        assertThat(first.path("reports").findValuesAsString("id"))
                .containsExactly(ids.get(0), ids.get(1), ids.get(2), "opp_01h455vb4pex5vsknk084sn02q");
        assertThat(first.path("reports").findValuesAsString("code"))
                .containsExactly("OPPORTUNITY_NOT_OPEN", "NOT_FOUND");

        JsonNode again = send(zhang, "loseOpportunities", shown, input);
        assertThat(again.path("reports").findValuesAsString("replayed")).containsExactly("true", "true");
        assertThat(read(zhang, ids.get(0), "version", lastOf(first))
                        .path("version")
                        .asInt())
                .isEqualTo(1);

        JsonNode assigned = send(
                manager,
                "assignOpportunities",
                "accepted reports { receipt { position } }",
                "{'opportunities': ['%s', '%s'], 'owner': 'li.qiang', 'reason': '张敏离职'}"
                        .formatted(ids.get(0), ids.get(1)));
        assertThat(assigned.path("accepted").asInt()).isEqualTo(2);
        assertThat(read(li, ids.get(1), "masked state owner { userName }", lastOf(assigned))
                        .toString())
                .isEqualTo("{\"masked\":false,\"state\":\"LOST\",\"owner\":{\"userName\":\"li.qiang\"}}");
    }
}
