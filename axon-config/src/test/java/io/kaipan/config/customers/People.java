package io.kaipan.config.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The people of the demo, as they ask over GraphQL. */
final class People {
    private static final AtomicInteger PHONES = new AtomicInteger();

    final GraphQlOverHttp zhang;
    final GraphQlOverHttp li;
    final GraphQlOverHttp manager;
    final GraphQlOverHttp marketing;
    final GraphQlOverHttp auditor;
    final GraphQlOverHttp cashier;

    People(int port) {
        zhang = new GraphQlOverHttp(port, "zhang.min", DemoTest.PASSWORD);
        li = new GraphQlOverHttp(port, "li.qiang", DemoTest.PASSWORD);
        manager = new GraphQlOverHttp(port, "manager", DemoTest.PASSWORD);
        marketing = new GraphQlOverHttp(port, "marketing", DemoTest.PASSWORD);
        auditor = new GraphQlOverHttp(port, "auditor", DemoTest.PASSWORD);
        cashier = new GraphQlOverHttp(port, "cashier", DemoTest.PASSWORD);
    }

    /** A number that nobody has. */
    static String phone() {
        return "0755-%08d".formatted(86_000_000 + PHONES.incrementAndGet());
    }

    /** A customer with a lead in JYLW. @return the lead, with its customer */
    static JsonNode lead(GraphQlOverHttp who, String name, String phone) {
        return mutate(who, "registerLead", "RegisterLeadInput", "lead { id customer { id } }", """
                {"topic": "咨询", "project": "JYLW", "awarenessChannel": "网络", "followUpLevel": "A",
                 "customer": {"name": "%s", "phone": "%s"}}""".formatted(
                                name, phone))
                .path("lead");
    }

    /** The id of a new customer with a lead in JYLW. */
    static String customer(GraphQlOverHttp who, String name) {
        return lead(who, name, phone()).path("customer").path("id").asString();
    }

    /** The payload of a mutation that must be accepted. @param record what the payload shows of the record */
    static JsonNode mutate(GraphQlOverHttp who, String name, String type, String record, String input) {
        JsonNode payload = send(who, name, type, record, input);
        assertThat(payload.path("refusals").isEmpty())
                .as("%s %s: %s", name, input, payload)
                .isTrue();
        return payload;
    }

    /** The code of the refusal that a mutation must meet. */
    static String refusal(GraphQlOverHttp who, String name, String type, String input) {
        return send(who, name, type, "pending", input)
                .path("refusals")
                .path(0)
                .path("code")
                .asString();
    }

    private static JsonNode send(GraphQlOverHttp who, String name, String type, String record, String input) {
        return who.data(
                        "mutation($input: %s!) { %s(input: $input) { receipt { id position } refusals { code rule field message } %s } }"
                                .formatted(type, name, record),
                        Map.of("input", JsonMapper.shared().readTree(input)))
                .path(name);
    }

    /** The code of the error with which a question is answered. */
    static String error(GraphQlOverHttp who, String query) {
        return who.ask(query, Map.of())
                .path("errors")
                .path(0)
                .path("extensions")
                .path("code")
                .asString();
    }
}
