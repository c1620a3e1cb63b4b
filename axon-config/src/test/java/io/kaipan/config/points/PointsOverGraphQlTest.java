package io.kaipan.config.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import io.kaipan.config.testing.GraphQlOverHttp.Watch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@DemoTest
@DisplayName("Members and their points over GraphQL, in the whole house")
class PointsOverGraphQlTest {
    private static final AtomicInteger PHONES = new AtomicInteger();
    private static final String JOIN_POINTS = "500";

    @LocalServerPort
    int port;

    private GraphQlOverHttp reception;
    private GraphQlOverHttp cashier;
    private GraphQlOverHttp manager;
    private GraphQlOverHttp li;
    private GraphQlOverHttp auditor;
    private GraphQlOverHttp admin;
    private String account;
    private String customer;
    private String card;

    @BeforeEach
    void aMember() {
        reception = as("reception");
        cashier = as("cashier");
        manager = as("manager");
        li = as("li.qiang");
        auditor = as("auditor");
        admin = as("admin");
        JsonNode applied = send(
                        reception,
                        "applyForMembership",
                        "memberAccount { id state card customer { id } }",
                        """
                project: "JYLW", customer: {name: "欧阳会员", phone: "0755-%08d"}""".formatted(83_000_000 + PHONES.incrementAndGet()))
                .path("memberAccount");
        assertThat(applied.path("state").asString()).isEqualTo("APPLIED");
        account = applied.path("id").asString();
        customer = applied.path("customer").path("id").asString();
        answerWhatIsAsked();
        card = send(
                        reception,
                        "confirmMembership",
                        "memberAccount { card level }",
                        "account: \"%s\"".formatted(account))
                .at("/memberAccount/card")
                .asString();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> read("balance").path("balance").asString().equals(JOIN_POINTS));
    }

    private GraphQlOverHttp as(String user) {
        return new GraphQlOverHttp(port, user, DemoTest.PASSWORD);
    }

    /** The demo asks a questionnaire of who joins. */
    private void answerWhatIsAsked() {
        send(reception, "answerEntryQuestionnaire", "memberAccount { questionnaires { number } }", """
                account: "%s", questionnaire: "ENTRY", version: 1,
                answers: [{code: "source", choices: ["FRIEND"]}, {code: "wishes", text: "秘密愿望"}]""".formatted(
                        account));
    }

    private static JsonNode send(GraphQlOverHttp who, String mutation, String shown, String input) {
        String operation =
                "mutation { %s(input: {%s}) { %s refusals { code field message } } }".formatted(mutation, input, shown);
        JsonNode payload = who.data(operation, Map.of()).path(mutation);
        assertThat(payload.path("refusals").isEmpty())
                .as("%s %s", operation, payload)
                .isTrue();
        return payload;
    }

    private JsonNode read(String fields) {
        return read(manager, fields);
    }

    private JsonNode read(GraphQlOverHttp who, String fields) {
        return who.data("{ memberAccount(id: \"%s\") { %s } }".formatted(account, fields), Map.of())
                .path("memberAccount");
    }

    private JsonNode proof(GraphQlOverHttp who) {
        return who.data("""
                { pointsProof(account: "%s") { holds balance awarded voided redeemed expired adjusted debt
                    flaws { kind entry } kinds { kind brought taken left }
                    facts { totalCount { value } nodes { number event eventId position version cause causePosition change
                        balance uses { entry points } recordedAt recordedBy policyVersion } } } }""".formatted(account), Map.of()).path("pointsProof");
    }

    private void redeem(int points, String purpose) {
        send(reception, "redeemPoints", "memberAccount { balance }", """
                account: "%s", project: "JYLW", points: %d, purpose: "%s\"""".formatted(account, points, purpose));
    }

    @Test
    @DisplayName(
            "PTS-6 what was given and spent stands in the statement, and the proof shows the facts it rests on, back to their causes")
    void statementAndProof() {
        JsonNode redeemed = send(
                reception, "redeemPoints", "memberAccount { balance statement { nodes { number } } }", """
                account: "%s", project: "JYLW", points: 120, purpose: "雨伞\"""".formatted(
                                account));
        assertThat(redeemed.at("/memberAccount/balance").asInt()).isEqualTo(380);
        assertThat(redeemed.at("/memberAccount/statement/nodes")).hasSize(2);

        JsonNode statement = manager.data("""
                { pointsStatement(account: "%s") { nodes { number type kind change balance cause note left
                    uses { entry points } project { code } recordedBy } pageInfo { hasNextPage } } }""".formatted(account), Map.of()).path("pointsStatement");
        assertThat(statement.path("nodes").findValuesAsString("type")).containsExactly("AWARD", "REDEMPTION");
        assertThat(statement.at("/nodes/0/left").asInt()).isEqualTo(380);
        assertThat(statement.at("/nodes/1/note").asString()).isEqualTo("雨伞");

        JsonNode proof = proof(auditor);
        assertThat(proof.path("holds").asBoolean()).as("%s", proof).isTrue();
        assertThat(proof.path("balance").asInt()).isEqualTo(380);
        assertThat(proof.path("awarded").asInt()).isEqualTo(500);
        assertThat(proof.path("redeemed").asInt()).isEqualTo(120);
        assertThat(proof.at("/facts/totalCount/value").asInt()).isEqualTo(2);
        JsonNode award = proof.at("/facts/nodes/0");
        assertThat(award.path("causePosition").asLong())
                .isPositive()
                .isLessThan(award.path("position").asLong());
        assertThat(award.path("cause").asString())
                .isEqualTo(statement.at("/nodes/0/cause").asString());
        JsonNode confirmed = read("history { nodes { event eventId } }")
                .at("/history/nodes")
                .valueStream()
                .filter(entry -> entry.path("event").asString().equals("MembershipConfirmed"))
                .findFirst()
                .orElseThrow();
        assertThat(award.path("cause").asString())
                .isEqualTo(confirmed.path("eventId").asString());
        assertThat(read("balanceAt(at: \"2020-01-01T00:00:00Z\")")
                        .path("balanceAt")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("G-9 an adjustment waits on the list of whoever did not ask for it, until it is approved")
    void adjustment() {
        send(cashier, "adjustPoints", "memberAccount { balance }", """
                account: "%s", points: 50, reason: "补登活动\"""".formatted(account));
        String waiting = """
                { pointsAdjustments(account: "%s", forMe: true) { totalCount { value }
                    nodes { id points reason state askedBy memberAccount { id card } } } }""".formatted(account);
        JsonNode seen = manager.data(waiting, Map.of()).path("pointsAdjustments");
        assertThat(seen.at("/nodes/0/reason").asString()).isEqualTo("补登活动");
        assertThat(seen.at("/nodes/0/memberAccount/card").asString()).isEqualTo(card);
        assertThat(cashier.data(waiting, Map.of()).at("/pointsAdjustments/nodes"))
                .isEmpty();

        send(manager, "approveAdjustment", "memberAccount { balance }", """
                account: "%s", adjustment: "%s\"""".formatted(
                        account, seen.at("/nodes/0/id").asString()));
        assertThat(manager.data(waiting, Map.of())
                        .at("/pointsAdjustments/totalCount/value")
                        .asInt())
                .isZero();
        assertThat(proof(manager).path("adjusted").asInt()).isEqualTo(50);
        assertThat(proof(manager).path("holds").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("G-8 a consultant who is nothing to the member reads amounts and no person, by whichever way")
    void masked() {
        redeem(10, "秘密礼品");
        String everything = """
                masked card level balance customer { name phone } questionnaires { answers { text } } closing { reason }
                clearances { clearance } levelHistory { reason } statement { nodes { note change } }
                history { nodes { reason changes { before after } } }""";
        JsonNode seen = read(li, everything);
        assertThat(seen.path("masked").asBoolean()).isTrue();
        assertThat(seen.path("balance").asInt()).isEqualTo(490);
        String byCard = li.data("{ memberAccountByCard(card: \"%s\") { id %s } }".formatted(card, everything), Map.of())
                .toString();
        assertThat(byCard).contains(account);
        String listed = li.data(
                        "{ memberAccounts(filter: {search: \"%s\"}, first: 2) { nodes { id %s } } }"
                                .formatted(card, everything),
                        Map.of())
                .toString();
        assertThat(listed).contains(account);
        assertThat(seen + byCard + listed).doesNotContain("欧阳会员", "秘密");
        assertThat(li.data(
                                "{ memberAccounts(filter: {search: \"欧阳会员\"}) { totalCount { value } nodes { id } } }",
                                Map.of())
                        .path("memberAccounts")
                        .toString())
                .isEqualTo("{\"totalCount\":{\"value\":0},\"nodes\":[]}");
        assertThat(li.ask("{ pointsProof(account: \"%s\") { holds } }".formatted(account), Map.of())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(read(everything).toString()).contains("欧阳会员", "秘密礼品", "秘密愿望");
    }

    @Test
    @DisplayName("members are found by name, customer and card, and counted; live lists hear of every change of points")
    void lists() {
        assertThat(manager.data(
                                "{ memberAccounts(filter: {search: \"欧阳会员\", balance: {gte: 1}}, first: 200, orderBy: {field: BALANCE}) { nodes { id } } }",
                                Map.of())
                        .toString())
                .contains(account);
        assertThat(manager.data("{ customer(id: \"%s\") { memberAccount { id card } } }".formatted(customer), Map.of())
                        .at("/customer/memberAccount/id")
                        .asString())
                .isEqualTo(account);
        JsonNode levels = manager.data(
                        "{ memberLevels(project: {eq: \"JYLW\"}) { project { code } city level members } }", Map.of())
                .path("memberLevels");
        assertThat(levels.findValuesAsString("level")).contains("BLUE");
        JsonNode outstanding = manager.data(
                        "{ pointsOutstanding(project: {eq: \"JYLW\"}) { points debt debtors kinds { kind points accounts } } expiringPoints { month kind points } }",
                        Map.of())
                .path("pointsOutstanding");
        assertThat(outstanding.path("points").asInt()).isGreaterThanOrEqualTo(500);
        assertThat(outstanding.path("kinds").findValuesAsString("kind")).contains("JOIN");
        try (Watch watch =
                manager.watch("subscription { memberAccountChanged(id: \"%s\") { balance } }".formatted(account))) {
            assertThat(watch.next().toString()).contains("\"balance\":500");
            redeem(1, "糖");
            assertThat(watch.next().toString()).contains("\"balance\":499");
        }
    }

    @Test
    @DisplayName("G-5 once the customer is forgotten the proof is the same to the letter, and nobody reads who it was")
    void forgotten() {
        redeem(10, "秘密礼品");
        JsonNode before = proof(auditor);
        send(admin, "forgetCustomer", "pending", "customer: \"%s\", reason: \"本人要求\"".formatted(customer));

        assertThat(proof(auditor)).isEqualTo(before);
        JsonNode after = read(
                auditor,
                "masked card balance customer { name } statement { nodes { note change balance } } history { nodes { reason changes { after } } }");
        assertThat(after.at("/customer/name").asString()).isEqualTo("erased");
        assertThat(after.path("card").asString()).isEqualTo(card);
        assertThat(after.toString()).doesNotContain("秘密", "欧阳");
        assertThat(read(auditor, "questionnaires { answers { choices text } }").toString())
                .contains("FRIEND")
                .doesNotContain("秘密");
    }
}
