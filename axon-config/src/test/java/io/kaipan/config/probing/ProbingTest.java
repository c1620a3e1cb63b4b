package io.kaipan.config.probing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import io.kaipan.config.testing.GraphQlOverHttp.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@DemoTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("G-8 a consultant who probes another's records by everything the schema offers")
class ProbingTest {
    private static final String PHONE = "13999002277";
    private static final List<String> SECRETS = List.of("秘密", PHONE);
    /** Mutations that make records of the sender's own, whoever the sender is. */
    private static final Set<String> MAKING =
            Set.of("registerLead", "registerCustomer", "openOpportunity", "applyForMembership");

    @LocalServerPort
    int port;

    private GraphQlOverHttp owner;
    private GraphQlOverHttp prober;
    private Probe probe;
    private String lead;
    private String opportunity;
    private String customer;
    private String account;

    @BeforeAll
    void aCustomerWithSecrets() {
        owner = new GraphQlOverHttp(port, "zhang.min", DemoTest.PASSWORD);
        prober = new GraphQlOverHttp(port, "li.qiang", DemoTest.PASSWORD);
        GraphQlOverHttp marketing = new GraphQlOverHttp(port, "marketing", DemoTest.PASSWORD);
        lead = send(owner, "registerLead", "lead { id }", """
                topic: "秘密的问题", project: "JYLW", awarenessChannel: "网络", followUpLevel: "A", description: "秘密的样子",
                customer: {name: "欧阳秘密", phone: "%s"}, contact: {name: "秘密联系人"}""".formatted(PHONE))
                .at("/lead/id")
                .asString();
        customer = lead.replace("lead_", "cust_");
        send(owner, "logLeadInteraction", "pending", """
                lead: "%s", kind: PHONE, reached: true, content: "秘密的来电\"""".formatted(lead));
        opportunity = send(owner, "qualifyLead", "opportunity { id }", "lead: \"%s\"".formatted(lead))
                .at("/opportunity/id")
                .asString();
        on("editOpportunity", "name: \"秘密的意向\", awarenessChannel: \"网络\", description: \"秘密\"");
        on("logInteraction", """
                interaction: "interaction_01h455vb4pex5vsknk084sn0p1", kind: PHONE, subject: "秘密的事", content: "秘密",
                counterpart: "秘密的人", reached: true""");
        on("strikeInteraction", "interaction: \"interaction_01h455vb4pex5vsknk084sn0p1\", reason: \"秘密的错误\"");
        on("planFollowUp", "kind: PHONE, subject: \"秘密的计划\", dueAt: \"2100-01-01T00:00:00Z\"");
        on("addCoVisitor", "visitor: {name: \"秘密同行\"}");
        on("replaceVisitor", "visitor: {name: \"秘密来客\"}, reason: \"秘密的原因\"");
        send(marketing, "defineQuestionnaire", "pending", """
                questionnaire: "PROBE", kind: VISIT, title: "来访问卷",
                questions: [{code: "remark", kind: TEXT, text: "意见"}]""");
        on("answerQuestionnaire", """
                questionnaire: "PROBE", version: 1, answers: [{code: "remark", text: "秘密的意见"}]""");
        send(owner, "changeCustomerDetails", "pending", """
                customer: "%s", phones: ["%s"], details: {note: "秘密的备注", address: "秘密的地址"}, reason: "秘密\"""".formatted(customer, PHONE));
        account = send(owner, "applyForMembership", "memberAccount { id }", """
                project: "JYLW", existingCustomer: "%s\"""".formatted(customer))
                .at("/memberAccount/id")
                .asString();
        send(owner, "answerEntryQuestionnaire", "pending", """
                account: "%s", questionnaire: "ENTRY", version: 1,
                answers: [{code: "source", choices: ["FRIEND"]}, {code: "wishes", text: "秘密的愿望"}]""".formatted(account));
        GraphQlOverHttp manager = new GraphQlOverHttp(port, "manager", DemoTest.PASSWORD);
        send(manager, "confirmMembership", "pending", "account: \"%s\"".formatted(account));
        send(manager, "grantLevel", "pending", """
                account: "%s", level: SILVER, reason: "秘密的理由\"""".formatted(account));
        String sdl = owner.get("/graphql/schema");
        probe = new Probe(
                sdl,
                Map.ofEntries(
                        Map.entry("lead", quoted(lead)),
                        Map.entry("opportunity", quoted(opportunity)),
                        Map.entry("opportunities", quoted(opportunity)),
                        Map.entry("customer", quoted(customer)),
                        Map.entry("account", quoted(account)),
                        Map.entry("adjustment", quoted("adj_01h455vb4pex5vsknk084sn0p1")),
                        Map.entry("survivor", quoted(customer)),
                        Map.entry("merged", quoted("cust_01h455vb4pex5vsknk084sn02q")),
                        Map.entry("relative", quoted("cust_01h455vb4pex5vsknk084sn02q")),
                        Map.entry("interaction", quoted("interaction_01h455vb4pex5vsknk084sn0p1")),
                        Map.entry("project", quoted("JYLW")),
                        Map.entry("questionnaire", quoted("PROBE")),
                        Map.entry("stage", quoted("看房")),
                        Map.entry("awarenessChannel", quoted("网络")),
                        Map.entry("followUpLevel", quoted("A")),
                        Map.entry("owner", quoted("li.qiang")),
                        Map.entry("phone", quoted(PHONE)),
                        Map.entry("phones", "[" + quoted(PHONE) + "]")));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private void on(String mutation, String input) {
        send(owner, mutation, "pending", "opportunity: \"%s\", %s".formatted(opportunity, input));
    }

    private static JsonNode send(GraphQlOverHttp who, String mutation, String shown, String input) {
        String operation =
                "mutation { %s(input: {%s}) { %s refusals { code field } } }".formatted(mutation, input, shown);
        JsonNode payload = who.data(operation, Map.of()).path(mutation);
        assertThat(payload.path("refusals").isEmpty())
                .as("%s %s", operation, payload)
                .isTrue();
        return payload;
    }

    /** All that an answer tells. */
    private static String told(GraphQlOverHttp who, Probe.Operation operation) {
        return told(operation, who.ask(operation.text(), Map.of()));
    }

    /** The same; the operation was sound, whatever became of it. */
    private static String told(Probe.Operation operation, JsonNode answer) {
        assertThat(answer.path("errors").findValuesAsString("code"))
                .as("%s %s", operation.text(), answer)
                .doesNotContain("MALFORMED", "OPERATION_NOT_ALLOWED", "LIMIT_EXCEEDED", "INTERNAL");
        return answer.toString();
    }

    @Test
    @DisplayName("by every query, in every field behind it: the owner reads the secrets there, the prober none")
    void queries() {
        Set<String> telling = new TreeSet<>();
        for (String id : List.of(opportunity, lead, customer, account)) {
            for (Probe.Operation operation : probe.queries(id)) {
                if (SECRETS.stream().anyMatch(told(owner, operation)::contains)) {
                    telling.add(operation.field());
                }
                assertThat(told(prober, operation)).as(operation.text()).doesNotContain(SECRETS);
            }
        }
        assertThat(telling)
                .as("where there is something to protect")
                .contains(
                        "opportunity",
                        "opportunities",
                        "lead",
                        "leads",
                        "customer",
                        "customers",
                        "memberAccount",
                        "memberAccounts",
                        "node",
                        "nodes");
    }

    @Test
    @DisplayName("by searching lists for parts of what is secret: they find nothing, and count nothing")
    void searching() {
        for (String list : List.of("leads", "opportunities", "customers", "memberAccounts")) {
            for (String typed : List.of("秘密", "欧阳", "2277")) {
                String query =
                        "{ %s(filter: {search: \"%s\"}) { totalCount { value } nodes { id } } }".formatted(list, typed);
                assertThat(owner.data(query, Map.of()).path(list).path("nodes"))
                        .as(query)
                        .isNotEmpty();
                assertThat(prober.data(query, Map.of()).path(list).toString())
                        .as(query)
                        .isEqualTo("{\"totalCount\":{\"value\":0},\"nodes\":[]}");
            }
        }
        String board = "{ opportunityBoard(project: \"JYLW\", filter: {search: \"欧阳秘密\"}) { count } }";
        assertThat(owner.data(board, Map.of()).toString()).contains("{\"count\":1}");
        assertThat(prober.data(board, Map.of()).toString()).doesNotContain("{\"count\":1}");
        String counts = "{ questionnaireCounts(questionnaire: \"PROBE\", segment: {search: \"欧阳秘密\"}) { answered } }";
        assertThat(owner.data(counts, Map.of())
                        .at("/questionnaireCounts/answered")
                        .asInt())
                .isOne();
        assertThat(prober.data(counts, Map.of())
                        .at("/questionnaireCounts/answered")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("by every mutation: refused, and nothing of the other's has changed")
    void mutations() {
        String versions =
                ("{ lead(id: \"%s\") { version } opportunity(id: \"%s\") { version } customer(id: \"%s\") { version }"
                                + " memberAccount(id: \"%s\") { version } }")
                        .formatted(lead, opportunity, customer, account);
        JsonNode before = owner.data(versions, Map.of());
        Set<String> accepted = new TreeSet<>();
        for (Probe.Operation operation : probe.mutations()) {
            JsonNode answer = prober.ask(operation.text(), Map.of());
            assertThat(answer.toString()).as(operation.text()).doesNotContain(SECRETS);
            assertThat(answer.path("errors").findValuesAsString("code"))
                    .as("%s %s", operation.text(), answer)
                    .doesNotContain("MALFORMED", "LIMIT_EXCEEDED", "INTERNAL");
            JsonNode payload = answer.path("data").path(operation.field());
            boolean changed = payload.path("receipt").isObject()
                    || payload.path("accepted").asInt(0) > 0;
            if (changed) {
                accepted.add(operation.field());
            }
        }
        assertThat(accepted).isSubsetOf(MAKING);
        assertThat(owner.data(versions, Map.of())).isEqualTo(before);
    }

    @Test
    @DisplayName("by every subscription: it begins with what a query would show, and ends, or is refused")
    void subscriptions() {
        Set<String> telling = new TreeSet<>();
        List<String> told = new ArrayList<>();
        Stream<Probe.Operation> operations =
                Stream.of(opportunity, lead, account).flatMap(id -> probe.subscriptions(id).stream());
        for (Probe.Operation operation : operations.distinct().toList()) {
            if (SECRETS.stream().anyMatch(begin(owner, operation)::contains)) {
                telling.add(operation.field());
            }
            told.add(begin(prober, operation));
        }
        assertThat(telling)
                .contains(
                        "opportunityChanged",
                        "opportunitiesChanged",
                        "leadChanged",
                        "leadsChanged",
                        "memberAccountChanged",
                        "memberAccountsChanged");
        assertThat(told.toString()).doesNotContain(SECRETS);
    }

    /** The first message of a subscription. */
    private static String begin(GraphQlOverHttp who, Probe.Operation operation) {
        try (Watch watch = who.watch(operation.text())) {
            return told(operation, watch.next());
        }
    }
}
