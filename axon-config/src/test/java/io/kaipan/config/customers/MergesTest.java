package io.kaipan.config.customers;

import static io.kaipan.config.customers.People.customer;
import static io.kaipan.config.customers.People.error;
import static io.kaipan.config.customers.People.lead;
import static io.kaipan.config.customers.People.mutate;
import static io.kaipan.config.customers.People.phone;
import static io.kaipan.config.customers.People.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import io.kaipan.testing.PostgresForTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@DemoTest
@DisplayName("Merged customers over GraphQL, in the whole house")
class MergesTest {
    private static final String SHOWN = "customer { id name otherNames phones mergedFrom { id }"
            + " leads { nodes { id customer { id name } } } opportunities { nodes { id customer { id } } } }";

    @LocalServerPort
    int port;

    @Autowired
    PostgresForTests.Database database;

    private People people;

    @BeforeEach
    void people() {
        people = new People(port);
    }

    private static String two(String survivor, String merged) {
        return "{\"customer\": \"%s\", \"merged\": \"%s\", \"reason\": \"同一人\"}".formatted(survivor, merged);
    }

    private JsonNode merge(String survivor, String merged) {
        return mutate(people.manager, "mergeCustomers", "MergeCustomersInput", SHOWN, two(survivor, merged))
                .path("customer");
    }

    private JsonNode unmerge(String survivor, String merged) {
        return mutate(people.manager, "unmergeCustomers", "UnmergeCustomersInput", SHOWN, two(survivor, merged))
                .path("customer");
    }

    private static JsonNode customerOf(GraphQlOverHttp who, String id) {
        return who.data(
                        "query($id: ID!) { customer(id: $id) { name phones masked mergedInto { id }"
                                + " leads { nodes { id } } history { nodes { event reason } } } }",
                        Map.of("id", id))
                .path("customer");
    }

    private static List<String> ids(JsonNode nodes) {
        return nodes.valueStream().map(node -> node.path("id").asString()).toList();
    }

    private static List<String> events(JsonNode customer) {
        return customer.path("history")
                .path("nodes")
                .valueStream()
                .map(event -> event.path("event").asString())
                .toList();
    }

    @Test
    @DisplayName("CUS-4 previewed, merged, found, and brought apart again: leads, opportunities, numbers and histories")
    void story() {
        String mobile = phone();
        String office = phone();
        JsonNode first = lead(people.zhang, "王芳", mobile);
        JsonNode second = lead(people.li, "王小芳", office);
        String survivor = first.path("customer").path("id").asString();
        String merged = second.path("customer").path("id").asString();
        assertThat(refusal(people.manager, "mergeCustomers", "MergeCustomersInput", two(survivor, merged)))
                .isEqualTo("MERGE_TWO_ACTIVE_LEADS");
        String opportunity = mutate(
                        people.li,
                        "qualifyLead",
                        "QualifyLeadInput",
                        "opportunity { id }",
                        "{\"lead\": \"%s\"}".formatted(second.path("id").asString()))
                .path("opportunity")
                .path("id")
                .asString();

        JsonNode preview = people.manager
                .data(
                        "query($s: ID!, $m: ID!) { previewMerge(survivor: $s, merged: $m) { name phones otherNames"
                                + " survivor { name } merged { name opportunities { nodes { id } } } refusals { code } } }",
                        Map.of("s", survivor, "m", merged))
                .path("previewMerge");
        assertThat(preview.path("refusals").toString()).isEqualTo("[]");
        assertThat(preview.path("name").asString()).isEqualTo("王芳");
        assertThat(ids(preview.path("merged").path("opportunities").path("nodes")))
                .containsExactly(opportunity);

        JsonNode now = merge(survivor, merged);
        assertThat(now.path("name")).isEqualTo(preview.path("name"));
        assertThat(now.path("phones")).isEqualTo(preview.path("phones"));
        assertThat(now.path("otherNames")).isEqualTo(preview.path("otherNames"));
        assertThat(now.path("otherNames").toString()).isEqualTo("[\"王小芳\"]");
        assertThat(ids(now.path("mergedFrom"))).containsExactly(merged);
        assertThat(ids(now.path("leads").path("nodes")))
                .containsExactlyInAnyOrder(
                        first.path("id").asString(), second.path("id").asString());
        assertThat(now.path("leads").path("nodes").valueStream()).allSatisfy(lead -> {
            assertThat(lead.path("customer").path("id").asString()).isEqualTo(survivor);
            assertThat(lead.path("customer").path("name").asString()).isEqualTo("王芳");
        });
        assertThat(now.path("opportunities").path("nodes").toString())
                .isEqualTo("[{\"id\":\"%s\",\"customer\":{\"id\":\"%s\"}}]".formatted(opportunity, survivor));
        assertThat(ids(people.manager
                        .data(
                                "query($id: ID!) { opportunities(filter: {customer: $id}) { nodes { id } } }",
                                Map.of("id", survivor))
                        .path("opportunities")
                        .path("nodes")))
                .containsExactly(opportunity);
        JsonNode gone = customerOf(people.manager, merged);
        assertThat(gone.path("mergedInto").path("id").asString()).isEqualTo(survivor);
        assertThat(events(gone)).containsExactly("CustomerRegistered", "CustomersMerged");
        assertThat(events(customerOf(people.manager, survivor)))
                .containsExactly("CustomerRegistered", "CustomersMerged");
        assertThat(lead(people.zhang, "王芳", phone()).path("customer").path("id").asString())
                .isNotEqualTo(survivor);
        assertThat(refusal(people.li, "registerLead", "RegisterLeadInput", """
                        {"topic": "再来", "project": "JYLW", "awarenessChannel": "网络",
                         "customer": {"name": "王芳", "phone": "%s"}}""".formatted(office)))
                .isEqualTo("LEAD_HAS_OPEN_OPPORTUNITY");

        JsonNode apart = unmerge(survivor, merged);
        assertThat(ids(apart.path("leads").path("nodes")))
                .containsExactly(first.path("id").asString());
        assertThat(apart.path("opportunities").path("nodes").isEmpty()).isTrue();
        JsonNode back = customerOf(people.li, merged);
        assertThat(back.path("masked").asBoolean()).isFalse();
        assertThat(back.path("mergedInto").isNull()).isTrue();
        assertThat(ids(back.path("leads").path("nodes")))
                .containsExactly(second.path("id").asString());
        assertThat(events(back)).containsExactly("CustomerRegistered", "CustomersMerged", "CustomersUnmerged");
        assertThat(refusal(people.manager, "unmergeCustomers", "UnmergeCustomersInput", two(merged, survivor)))
                .isEqualTo("NOT_MERGED");
    }

    @Test
    @DisplayName("G-7, G-8 only managers merge, preview and list duplicates; others learn nothing")
    void probing() {
        String one = customer(people.zhang, "孙一");
        String other = customer(people.zhang, "孙一");
        for (GraphQlOverHttp who : List.of(people.zhang, people.li, people.cashier, people.marketing)) {
            assertThat(error(who, "mutation { mergeCustomers(input: %s) { pending } }".formatted(literal(one, other))))
                    .isEqualTo("FORBIDDEN");
            assertThat(error(
                            who, "mutation { unmergeCustomers(input: %s) { pending } }".formatted(literal(one, other))))
                    .isEqualTo("FORBIDDEN");
            assertThat(error(who, "{ previewMerge(survivor: \"%s\", merged: \"%s\") { name } }".formatted(one, other)))
                    .isEqualTo("FORBIDDEN");
            assertThat(error(who, "{ duplicateCustomers { nodes { one { name } } } }"))
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(refusal(people.manager, "mergeCustomers", "MergeCustomersInput", two(one, one)))
                .isEqualTo("MERGE_WITH_SELF");
        assertThat(refusal(
                        people.manager,
                        "mergeCustomers",
                        "MergeCustomersInput",
                        two(one, "cust_01h455vb4pex5vsknk084sn02q")))
                .isEqualTo("NOT_FOUND");
        assertThat(people.manager
                        .data(
                                "{ previewMerge(survivor: \"%s\", merged: \"cust_01h455vb4pex5vsknk084sn02q\") { name refusals { code field message } } }"
                                        .formatted(one),
                                Map.of())
                        .path("previewMerge")
                        .path("refusals")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("merged");
        JsonNode pairs = people.manager
                .data(
                        "query($id: ID!) { duplicateCustomers(customer: $id) { nodes { other { id } reasons } } }",
                        Map.of("id", one))
                .path("duplicateCustomers")
                .path("nodes");
        assertThat(pairs.toString()).contains("{\"other\":{\"id\":\"%s\"},\"reasons\":[\"SAME_NAME\"".formatted(other));
    }

    private static String literal(String survivor, String merged) {
        return "{customer: \"%s\", merged: \"%s\", reason: \"x\"}".formatted(survivor, merged);
    }

    @Test
    @DisplayName("CUS-4 of two merges of the same two, in opposite directions at once, one takes place")
    void bothWays() throws Exception {
        for (int round = 0; round < 5; round++) {
            String one = unlinked("周一");
            String other = unlinked("周二");
            List<String> codes = atOnce(List.of(
                    () -> refusal(people.manager, "mergeCustomers", "MergeCustomersInput", two(one, other)),
                    () -> refusal(people.manager, "mergeCustomers", "MergeCustomersInput", two(other, one))));
            assertThat(codes).containsExactlyInAnyOrder("", "CUSTOMER_MERGED");
        }
    }

    @Test
    @DisplayName("LEA-8 a merge while a lead is registered for either: one active lead, whoever was first")
    void whileRegistering() throws Exception {
        for (int round = 0; round < 8; round++) {
            String phone = phone();
            String other = phone();
            String survivor =
                    lead(people.zhang, "吴一", phone).path("customer").path("id").asString();
            String merged = registered("吴二", other);
            List<String> codes = atOnce(List.of(
                    () -> refusal(people.manager, "mergeCustomers", "MergeCustomersInput", two(survivor, merged)),
                    () -> refusal(people.zhang, "registerLead", "RegisterLeadInput", """
                            {"topic": "又来", "project": "JYLW", "awarenessChannel": "网络", "followUpLevel": "A",
                             "customer": {"name": "吴二", "phone": "%s"}}""".formatted(other))));
            assertThat(codes.get(0)).isIn("", "MERGE_TWO_ACTIVE_LEADS");
            assertThat(codes.get(1)).isEmpty();
            long places = JdbcClient.create(database.owner())
                    .sql("SELECT count(*) FROM lookup.active_lead WHERE customer_id IN (?, ?)")
                    .params(survivor, merged)
                    .query(Long.class)
                    .single();
            assertThat(places).isEqualTo(codes.get(0).isEmpty() ? 1 : 2);
            assertThat(JdbcClient.create(database.owner())
                            .sql("SELECT count(*) FROM lookup.active_lead WHERE customer_id = ?")
                            .param(merged)
                            .query(Long.class)
                            .single())
                    .isEqualTo(codes.get(0).isEmpty() ? 0 : 1);
        }
    }

    @Test
    @DisplayName("G-5 a merged customer is forgotten with the survivor, and under no other id")
    void forgotten() {
        String survivor = customer(people.zhang, "郑一");
        String merged = registered("郑二", phone());
        merge(survivor, merged);

        assertThat(refusal(
                        people.manager,
                        "forgetCustomer",
                        "ForgetCustomerInput",
                        "{\"customer\": \"%s\", \"reason\": \"本人要求\"}".formatted(merged)))
                .isEqualTo("CUSTOMER_MERGED");
        mutate(
                people.manager,
                "forgetCustomer",
                "ForgetCustomerInput",
                "customer { name }",
                "{\"customer\": \"%s\", \"reason\": \"本人要求\"}".formatted(survivor));
        for (String id : List.of(survivor, merged)) {
            assertThat(customerOf(people.auditor, id).path("name").asString()).isEqualTo("erased");
        }
        assertThat(JdbcClient.create(database.owner())
                        .sql(
                                "SELECT count(*) FROM keys.customer_key WHERE customer_id IN (?, ?) AND wrapped_key IS NULL")
                        .params(survivor, merged)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(refusal(people.manager, "unmergeCustomers", "UnmergeCustomersInput", two(survivor, merged)))
                .isEqualTo("CUSTOMER_FORGOTTEN");
    }

    private String unlinked(String name) {
        return registered(name, phone());
    }

    private String registered(String name, String phone) {
        return mutate(
                        people.zhang,
                        "registerCustomer",
                        "RegisterCustomerInput",
                        "customer { id }",
                        "{\"name\": \"%s\", \"phones\": [\"%s\"]}".formatted(name, phone))
                .path("receipt")
                .path("id")
                .asString();
    }

    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
            List<Future<T>> answers = new ArrayList<>();
            for (Callable<T> work : works) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(answer.get(30, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
