package io.kaipan.config.customers;

import static io.kaipan.config.customers.People.customer;
import static io.kaipan.config.customers.People.error;
import static io.kaipan.config.customers.People.mutate;
import static io.kaipan.config.customers.People.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@DemoTest
@DisplayName("Relatives over GraphQL, in the whole house")
class RelativesOverGraphQlTest {
    private static final String SHOWN = "customer { relatives { state relation proof askedBy decidedBy"
            + " countsFor(project: \"WKC\") customer { name } relative { id name masked } } }";

    @LocalServerPort
    int port;

    private People people;

    @BeforeEach
    void people() {
        people = new People(port);
    }

    private static String pair(String customer, String relative, String more) {
        return "{\"customer\": \"%s\", \"relative\": \"%s\"%s}".formatted(customer, relative, more);
    }

    private static JsonNode link(GraphQlOverHttp who, String customer, String relative) {
        return mutate(
                        who,
                        "linkRelative",
                        "LinkRelativeInput",
                        SHOWN,
                        pair(customer, relative, ", \"relation\": \"CHILD\", \"proof\": \"户口本\""))
                .path("customer")
                .path("relatives")
                .path(0);
    }

    @Test
    @DisplayName(
            "CUS-5, G-9 a consultant asks, a manager approves, and the relative counts where the project's list says so")
    void approved() {
        String mother = customer(people.zhang, "王芳");
        String child = customer(people.li, "李小雷");
        JsonNode asked = link(people.zhang, mother, child);
        assertThat(asked.path("state").asString()).isEqualTo("ASKED");
        assertThat(asked.path("countsFor").isEmpty()).isTrue();
        assertThat(asked.path("relative").path("name").asString()).isEqualTo("李*");
        assertThat(asked.path("relative").path("masked").asBoolean()).isTrue();
        mutate(
                people.manager,
                "setRelativePolicy",
                "SetRelativePolicyInput",
                "project { relativePolicies { use relations } }",
                "{\"project\": \"WKC\", \"use\": \"DISCOUNT\", \"relations\": [\"SPOUSE\"]}");

        JsonNode approved = mutate(
                        people.manager,
                        "approveRelativeLink",
                        "ApproveRelativeLinkInput",
                        SHOWN,
                        pair(mother, child, ""))
                .path("customer")
                .path("relatives")
                .path(0);
        assertThat(approved.path("state").asString()).isEqualTo("APPROVED");
        assertThat(approved.path("decidedBy").asString()).isEqualTo("manager");
        assertThat(approved.path("countsFor").toString()).isEqualTo("[\"NAME_CHANGE\",\"RECEPTION\"]");
        JsonNode fromTheChild = people.li
                .data(
                        "query($id: ID!) { customer(id: $id) { relatives { proof relation customer { name } relative { name } } } }",
                        Map.of("id", child))
                .path("customer")
                .path("relatives")
                .path(0);
        assertThat(fromTheChild.toString())
                .isEqualTo("{\"proof\":null,\"relation\":\"CHILD\",\"customer\":{\"name\":\"王*\"},"
                        + "\"relative\":{\"name\":\"李小雷\"}}");
    }

    @Test
    @DisplayName("G-9 a manager who asked is refused, and the list of what waits says who did")
    void fourEyes() {
        String one = customer(people.zhang, "赵六");
        String other = customer(people.zhang, "赵七");
        link(people.manager, one, other);

        assertThat(refusal(people.manager, "approveRelativeLink", "ApproveRelativeLinkInput", pair(one, other, "")))
                .isEqualTo("OWN_REQUEST");
        JsonNode waiting = people.manager
                .data(
                        "{ relativeLinks(states: [ASKED]) { totalCount { value } nodes { customerId relativeId askedBy } } }",
                        Map.of())
                .path("relativeLinks");
        assertThat(waiting.path("totalCount").path("value").asInt()).isPositive();
        assertThat(waiting.path("nodes").toString())
                .contains(
                        "{\"customerId\":\"%s\",\"relativeId\":\"%s\",\"askedBy\":\"manager\"}".formatted(one, other));
    }

    @Test
    @DisplayName("G-7, G-8 others' customers can't be linked, nor approved by those who are no managers")
    void probing() {
        String one = customer(people.zhang, "钱一");
        String other = customer(people.zhang, "钱二");

        assertThat(refusal(
                        people.li,
                        "linkRelative",
                        "LinkRelativeInput",
                        pair(one, other, ", \"relation\": \"SPOUSE\", \"proof\": \"结婚证\"")))
                .isEqualTo("NOT_YOURS");
        link(people.zhang, one, other);
        for (String mutation : new String[] {
            "approveRelativeLink(input: %s)", "refuseRelativeLink(input: %s)", "removeRelative(input: %s)"
        }) {
            String input = "{customer: \"%s\", relative: \"%s\"%s}"
                    .formatted(one, other, mutation.startsWith("approve") ? "" : ", reason: \"试\"");
            String query = "mutation { " + mutation.formatted(input) + " { refusals { code } } }";
            assertThat(error(people.cashier, query)).isEqualTo("FORBIDDEN");
        }
        assertThat(refusal(people.li, "removeRelative", "RemoveRelativeInput", pair(one, other, ", \"reason\": \"试\"")))
                .isEqualTo("NOT_YOURS");
        JsonNode masked = people.li
                .data("query($id: ID!) { customer(id: $id) { relatives { proof } } }", Map.of("id", one))
                .path("customer");
        assertThat(masked.toString()).isEqualTo("{\"relatives\":[{\"proof\":null}]}");
    }
}
