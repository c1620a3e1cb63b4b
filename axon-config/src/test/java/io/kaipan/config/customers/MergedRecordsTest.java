package io.kaipan.config.customers;

import static io.kaipan.config.customers.People.customer;
import static io.kaipan.config.customers.People.lead;
import static io.kaipan.config.customers.People.mutate;
import static io.kaipan.config.customers.People.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.DemoTest;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@DemoTest
@DisplayName("CUS-4 all records of two customers, as people find and read them")
class MergedRecordsTest {
    private static final String QUESTIONNAIRE = "MERGED";
    private static final Iterator<String> FAMILIES =
            List.of("司马", "欧阳", "上官", "诸葛").iterator();

    @LocalServerPort
    int port;

    private People people;
    private final String mobile = phone();
    private final String office = phone();
    private final String name = FAMILIES.next() + "春";
    private final String otherName = FAMILIES.next() + "秋";
    private String survivor;
    private String merged;
    private String relative;
    private String leadOfSurvivor;
    private String leadOfMerged;
    private String opportunity;

    @BeforeEach
    void twoWithRecords() {
        people = new People(port);
        JsonNode first = lead(people.zhang, name, mobile);
        JsonNode second = lead(people.li, otherName, office);
        leadOfSurvivor = first.path("id").asString();
        leadOfMerged = second.path("id").asString();
        survivor = first.path("customer").path("id").asString();
        merged = second.path("customer").path("id").asString();
        relative = customer(people.li, "尉迟冬");
        opportunity = mutate(
                        people.li,
                        "qualifyLead",
                        "QualifyLeadInput",
                        "opportunity { id }",
                        "{\"lead\": \"%s\"}".formatted(leadOfMerged))
                .path("opportunity")
                .path("id")
                .asString();
        log("第一次来电");
        mutate(people.marketing, "defineQuestionnaire", "DefineQuestionnaireInput", "pending", """
                {"questionnaire": "%s", "kind": "VISIT", "title": "来访问卷",
                 "questions": [{"code": "remark", "kind": "TEXT", "text": "意见"}]}""".formatted(
                        QUESTIONNAIRE));
        mutate(people.li, "answerQuestionnaire", "AnswerQuestionnaireInput", "pending", """
                {"opportunity": "%s", "questionnaire": "%s", "version": 1,
                 "answers": [{"code": "remark", "text": "怕吵"}]}""".formatted(
                        opportunity, QUESTIONNAIRE));
        mutate(people.li, "linkRelative", "LinkRelativeInput", "pending", """
                {"customer": "%s", "relative": "%s", "relation": "CHILD", "proof": "户口本"}""".formatted(merged, relative));
    }

    private void log(String subject) {
        mutate(people.li, "logInteraction", "LogInteractionInput", "opportunity { id }", """
                {"opportunity": "%s", "kind": "PHONE", "subject": "%s", "reached": true}""".formatted(
                        opportunity, subject));
    }

    private void send(String mutation, String type) {
        mutate(people.manager, mutation, type, "customer { id }", """
                {"customer": "%s", "merged": "%s", "reason": "核对证件"}""".formatted(survivor, merged));
    }

    private JsonNode manager(String query) {
        return people.manager.data(query, Map.of());
    }

    private JsonNode customerPage(String id) {
        return manager("""
                { customer(id: "%s") { name phones mergedInto { id } leads { nodes { id } } opportunities { nodes { id } }
                    relatives { relative { id } proof } history { nodes { event reason } } } }""".formatted(id)).path("customer");
    }

    private static List<String> ids(JsonNode nodes) {
        return nodes.valueStream().map(node -> node.path("id").asString()).toList();
    }

    private static List<String> told(JsonNode record, String list, String field) {
        return record.path(list)
                .path("nodes")
                .valueStream()
                .map(event -> event.path(field).asString(""))
                .toList();
    }

    /** The records of a list that a search finds. */
    private List<String> found(String list, String typed) {
        String query = "{ %s(first: 50, filter: {search: \"%s\"}) { nodes { id } } }".formatted(list, typed);
        return ids(manager(query).path(list).path("nodes"));
    }

    private JsonNode opportunityPage() {
        return manager("""
                { opportunity(id: "%s") { customer { id name }
                    timeline { nodes { event changes { field after } } }
                    questionnaires { answers { text } } } }""".formatted(opportunity)).path("opportunity");
    }

    private void assertWholeOpportunity(String customer, String known) {
        JsonNode page = opportunityPage();
        assertThat(page.path("customer").path("id").asString()).isEqualTo(customer);
        assertThat(page.path("customer").path("name").asString()).isEqualTo(known);
        assertThat(page.path("questionnaires").toString()).contains("怕吵");
        assertThat(page.path("timeline").toString()).contains("第一次来电");
        assertThat(told(page, "timeline", "event"))
                .startsWith("LeadRegistered", "LeadQualified", "OpportunityOpened", "InteractionLogged");
        String listed = "{ opportunities(filter: {customer: \"%s\"}) { nodes { id } } }".formatted(customer);
        assertThat(ids(manager(listed).path("opportunities").path("nodes"))).containsExactly(opportunity);
    }

    @Test
    @DisplayName(
            "merged: everything stands with the survivor, found by all names and numbers, and each history says so")
    void together() {
        send("mergeCustomers", "MergeCustomersInput");
        log("合并后来电");

        JsonNode page = customerPage(survivor);
        assertThat(ids(page.path("leads").path("nodes"))).containsExactlyInAnyOrder(leadOfSurvivor, leadOfMerged);
        assertThat(ids(page.path("opportunities").path("nodes"))).containsExactly(opportunity);
        assertThat(page.path("relatives").toString())
                .isEqualTo("[{\"relative\":{\"id\":\"%s\"},\"proof\":\"户口本\"}]".formatted(relative));
        assertThat(told(page, "history", "event")).containsExactly("CustomerRegistered", "CustomersMerged");
        assertThat(told(page, "history", "reason")).last().isEqualTo("核对证件");
        JsonNode gone = customerPage(merged);
        assertThat(gone.path("mergedInto").path("id").asString()).isEqualTo(survivor);
        assertThat(told(gone, "history", "event"))
                .containsExactly("CustomerRegistered", "RelativeLinked", "CustomersMerged");
        assertThat(told(gone, "history", "reason")).last().isEqualTo("核对证件");
        assertThat(customerPage(relative).path("relatives").toString()).contains("户口本");

        assertWholeOpportunity(survivor, name);
        assertThat(opportunityPage().path("timeline").toString()).contains("合并后来电");
        for (String typed : List.of(name, otherName, mobile, office)) {
            assertThat(found("customers", typed)).as(typed).containsExactly(survivor);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(found("opportunities", typed)).as(typed).containsExactly(opportunity));
        }
        String leads = "{ leads(filter: {customer: \"%s\"}) { nodes { id customer { id } } } }".formatted(survivor);
        assertThat(ids(manager(leads).path("leads").path("nodes")))
                .containsExactlyInAnyOrder(leadOfSurvivor, leadOfMerged);
        assertThat(found("leads", mobile)).contains(leadOfSurvivor);
        assertThat(found("leads", otherName)).containsExactly(leadOfMerged);
        assertThat(found("leads", office)).contains(leadOfMerged);
        assertThat(people.li
                        .data("{ opportunity(id: \"%s\") { customer { id masked } } }".formatted(opportunity), Map.of())
                        .toString())
                .as("who looks after one of the records sees whoever stands for its customer")
                .contains("{\"id\":\"%s\",\"masked\":false}".formatted(survivor));
    }

    @Test
    @DisplayName(
            "brought apart: each has what was theirs, what came meanwhile stays readable, and both histories tell all")
    void apart() {
        send("mergeCustomers", "MergeCustomersInput");
        log("合并后来电");
        send("unmergeCustomers", "UnmergeCustomersInput");

        JsonNode one = customerPage(survivor);
        assertThat(ids(one.path("leads").path("nodes"))).containsExactly(leadOfSurvivor);
        assertThat(one.path("opportunities").path("nodes").isEmpty()).isTrue();
        assertThat(one.path("relatives").isEmpty()).isTrue();
        assertThat(told(one, "history", "event"))
                .containsExactly("CustomerRegistered", "CustomersMerged", "CustomersUnmerged");
        JsonNode other = customerPage(merged);
        assertThat(other.path("name").asString()).isEqualTo(otherName);
        assertThat(other.path("mergedInto").isNull()).isTrue();
        assertThat(ids(other.path("leads").path("nodes"))).containsExactly(leadOfMerged);
        assertThat(ids(other.path("opportunities").path("nodes"))).containsExactly(opportunity);
        assertThat(other.path("relatives").toString()).contains(relative, "户口本");
        assertThat(told(other, "history", "event"))
                .containsExactly("CustomerRegistered", "RelativeLinked", "CustomersMerged", "CustomersUnmerged");

        assertWholeOpportunity(merged, otherName);
        assertThat(opportunityPage().path("timeline").toString()).contains("合并后来电");
        for (String typed : List.of(otherName, office)) {
            assertThat(found("customers", typed)).as(typed).containsExactly(merged);
            assertThat(found("leads", typed)).as(typed).containsExactly(leadOfMerged);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(found("opportunities", typed)).as(typed).containsExactly(opportunity));
        }
        assertThat(found("customers", mobile)).containsExactly(survivor);
        assertThat(found("leads", mobile)).containsExactly(leadOfSurvivor);
        assertThat(found("opportunities", mobile)).isEmpty();
        log("分开后来电");
        assertThat(opportunityPage().path("timeline").toString()).contains("分开后来电");
    }
}
