package io.kaipan.graphql.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verifyNoInteractions;

import io.kaipan.command.intake.Intake;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class WaysInTest extends EdgeTest {
    private static final String ME = "{ me { userName roles projectCodes } }";
    private static final String CHANGE = "mutation { reactivateLead(input: {lead: \"x\", reason: \"r\"}) { pending } }";

    @Autowired
    private Intake intake;

    @Test
    @DisplayName("a query comes by POST with variables and an operation's name")
    void post() {
        Answer answer = as(Role.CONSULTANT).post("/graphql", """
                {"query": "query A { me { userName } } query B($x: Boolean!) { me { roles @include(if: $x) projectCodes } }",
                 "operationName": "B", "variables": {"x": false}, "extensions": {}}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"data\":{\"me\":{\"projectCodes\":[\"JYLW\"]}}}");
    }

    @Test
    @DisplayName("a query comes by GET as well")
    void get() {
        Answer answer = as(Role.CONSULTANT)
                .get("/graphql?query=" + encoded("query($x: Boolean!) { me { userName @include(if: $x) } }")
                        + "&variables=" + encoded("{\"x\": true}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().path("me").path("userName").stringValue()).isEqualTo("consultant");
    }

    @Test
    @DisplayName("nothing is changed by GET")
    void noChangeByGet() {
        Answer answer = as(Role.SALES_MANAGER).get("/graphql?query=" + encoded(CHANGE));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.codes()).containsExactly("OPERATION_NOT_ALLOWED");
        verifyNoInteractions(intake);
    }

    @Test
    @DisplayName("a live update needs a way that stays open")
    void noSubscriptionByPost() {
        Answer answer = as(Role.CONSULTANT).ask("subscription { leadChanged(id: \"x\") { id } }");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.codes()).containsExactly("OPERATION_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/graphql"
            })
    @DisplayName("nothing but JSON is taken, so that no form of another page can send a change")
    void onlyJson(String contentType) {
        var caller = as(Role.SALES_MANAGER);
        Answer answer = caller.send(caller.request("/graphql")
                .POST(BodyPublishers.ofString("{\"query\": \"{ me { userName } }\"}"))
                .header("Content-Type", contentType));

        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"query\": \"{ me { userName } }\"}]",
                "{\"query\": \"{ me { userName } }\"",
                "{\"query\": \"{ me { userName } }\"} {}",
                "{\"query\": 1}",
                "{}",
                "null",
                "",
                "{\"query\": \"{ me { userName } }\", \"documentId\": \"x\"}",
                "{\"query\": \"{ me { userName } }\", \"variables\": []}",
                "{\"query\": \"{ me { userName } }\", \"surprise\": 1}"
            })
    @DisplayName("a request is one JSON object with what belongs into it; batches are not taken")
    void malformed(String body) {
        Answer answer = as(Role.CONSULTANT).post("/graphql", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.codes()).containsExactly("MALFORMED");
    }

    @Test
    @DisplayName("broken UTF-8 is refused")
    void brokenText() {
        var caller = as(Role.CONSULTANT);
        byte[] body = "{\"query\": \"{ me { userName } } #\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = caller.send(caller.request("/graphql")
                .POST(BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json"));

        assertThat(answer.codes()).containsExactly("MALFORMED");
    }

    @Test
    @DisplayName("a request has at most 1 MiB")
    void bodyLimit() {
        String most = "{\"query\": \"{ me { userName } }\"}" + " ".repeat((1 << 20) - 32);
        assertThat(most).hasSize(1 << 20);

        Answer longest = as(Role.CONSULTANT).post("/graphql", most);
        Answer longer = as(Role.CONSULTANT).post("/graphql", most + " ");

        assertThat(longest.status()).isEqualTo(200);
        assertThat(longer.status()).isEqualTo(413);
        assertThat(longer.codes()).containsExactly("BODY_TOO_LARGE");
    }

    @Test
    @DisplayName("strangers learn nothing but that they must sign in")
    void strangers() {
        Answer answer = stranger().ask("{ __schema { types { name } } nonsense }");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.codes()).containsExactly("UNAUTHENTICATED");
        assertThat(answer.json().path("data").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("no password or token is read from the address")
    void nothingFromTheAddress() {
        assertThat(stranger()
                        .get("/graphql?access_token=x&username=admin&password=correct+horse&query=" + encoded(ME))
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("G-4 an error carries the id of its request, the caller's own where one was given")
    void correlation() {
        Answer given = as(Role.CONSULTANT).post("/graphql", "{}", "X-Correlation-Id", "screen-7");
        Answer made = as(Role.CONSULTANT).ask("{ nonsense }");

        assertThat(correlationId(given)).isEqualTo("screen-7");
        assertThat(correlationId(made)).isNotBlank().isEqualTo(made.header("X-Correlation-Id"));
    }

    @Test
    @DisplayName("G-1 an instant is taken with any offset and given back in UTC; nonsense is refused")
    void instants() {
        String filter = "query($at: DateTime!) { leadCounts(filter: {registeredAt: {gte: $at}}) { active { value } } }";

        assertThat(as(Role.CONSULTANT)
                        .ask(filter, Map.of("at", "2026-11-21T17:30:00+08:00"))
                        .codes())
                .doesNotContain("MALFORMED");
        assertThat(as(Role.CONSULTANT).ask(filter, Map.of("at", "yesterday")).codes())
                .containsExactly("MALFORMED");
    }

    private static String correlationId(Answer answer) {
        return answer.json()
                .path("errors")
                .path(0)
                .path("extensions")
                .path("correlationId")
                .stringValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
