package io.kaipan.config.customers;

import static io.kaipan.config.customers.People.error;
import static io.kaipan.config.customers.People.mutate;
import static io.kaipan.config.customers.People.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.DemoTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@DemoTest
@DisplayName("Questionnaires over GraphQL, in the whole house")
class QuestionnairesOverGraphQlTest {
    private static final String SHOWN =
            "questionnaire { code kind number title questions { code kind required choices { code label } } versions { number } }";

    @LocalServerPort
    int port;

    private People people;

    @BeforeEach
    void people() {
        people = new People(port);
    }

    private static String definition(String code, String question) {
        return """
                {"questionnaire": "%s", "kind": "VISIT", "title": "来访问卷", "questions": [%s]}""".formatted(code, question);
    }

    private static String number(String text) {
        return "{\"code\": \"budget\", \"kind\": \"NUMBER\", \"text\": \"%s\", \"required\": true}".formatted(text);
    }

    @Test
    @DisplayName(
            "QST-1 marketing defines a questionnaire and its next version, everybody reads it, its history tells who")
    void defined() {
        mutate(
                people.marketing,
                "defineQuestionnaire",
                "DefineQuestionnaireInput",
                SHOWN,
                definition("STORY", number("预算")));
        JsonNode second = mutate(
                        people.marketing,
                        "defineQuestionnaire",
                        "DefineQuestionnaireInput",
                        SHOWN,
                        definition("STORY", number("预算") + """
                                , {"code": "layout", "kind": "MULTIPLE_CHOICE", "text": "户型",
                                   "choices": [{"code": "3", "label": "三室"}, {"code": "4"}]}"""))
                .path("questionnaire");
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.path("questions").path(1).path("choices").toString())
                .isEqualTo("[{\"code\":\"3\",\"label\":\"三室\"},{\"code\":\"4\",\"label\":\"4\"}]");
        assertThat(second.path("versions").size()).isEqualTo(2);

        JsonNode read = people.cashier.data(
                "{ questionnaire(code: \"STORY\") { id history { nodes { event user } } } questionnaires(kind: VISIT, retired: false) { nodes { code } } }",
                Map.of());
        assertThat(read.path("questionnaires").toString()).contains("STORY");
        assertThat(read.path("questionnaire").path("history").path("nodes").toString())
                .isEqualTo(
                        "[{\"event\":\"QuestionnaireDefined\",\"user\":\"marketing\"},{\"event\":\"QuestionnaireDefined\",\"user\":\"marketing\"}]");
        assertThat(people.zhang
                        .data(
                                "query($id: ID!) { node(id: $id) { ... on Questionnaire { code } } }",
                                Map.of(
                                        "id",
                                        read.path("questionnaire").path("id").asString()))
                        .path("node")
                        .path("code")
                        .asString())
                .isEqualTo("STORY");
    }

    @Test
    @DisplayName("G-7, QST-1 others can't define, what is malformed is refused, and a retired one stays retired")
    void refused() {
        String input = definition("REFUSED", number("预算"));
        for (var who : List.of(people.zhang, people.manager, people.cashier)) {
            assertThat(
                            error(
                                    who,
                                    "mutation { retireQuestionnaire(input: {questionnaire: \"REFUSED\", reason: \"x\"}) { pending } }"))
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(refusal(
                        people.marketing,
                        "defineQuestionnaire",
                        "DefineQuestionnaireInput",
                        definition("REFUSED", number("预算") + ", " + number("总价"))))
                .isEqualTo("QUESTION_CODE_REPEATED");
        mutate(people.marketing, "defineQuestionnaire", "DefineQuestionnaireInput", SHOWN, input);
        JsonNode retired = mutate(
                        people.marketing,
                        "retireQuestionnaire",
                        "RetireQuestionnaireInput",
                        "questionnaire { retired retiredReason }",
                        "{\"questionnaire\": \"REFUSED\", \"reason\": \"换新\"}")
                .path("questionnaire");
        assertThat(retired.toString()).isEqualTo("{\"retired\":true,\"retiredReason\":\"换新\"}");
        assertThat(refusal(people.marketing, "defineQuestionnaire", "DefineQuestionnaireInput", input))
                .isEqualTo("QUESTIONNAIRE_RETIRED");
        assertThat(refusal(
                        people.marketing,
                        "retireQuestionnaire",
                        "RetireQuestionnaireInput",
                        "{\"questionnaire\": \"NOWHERE\", \"reason\": \"?\"}"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    @DisplayName("QST-2, G-8 answered on an opportunity: whoever looks after it reads all, others no own words")
    void answered() {
        mutate(
                people.marketing,
                "defineQuestionnaire",
                "DefineQuestionnaireInput",
                SHOWN,
                definition(
                        "ANSWERED", number("预算") + ", {\"code\": \"remark\", \"kind\": \"TEXT\", \"text\": \"意见\"}"));
        String lead = People.lead(people.zhang, "冯一", People.phone()).path("id").asString();
        String opportunity = mutate(
                        people.zhang,
                        "qualifyLead",
                        "QualifyLeadInput",
                        "opportunity { id }",
                        "{\"lead\": \"%s\"}".formatted(lead))
                .path("opportunity")
                .path("id")
                .asString();
        String input = """
                {"opportunity": "%s", "questionnaire": "ANSWERED", "version": 1,
                 "answers": [{"code": "budget", "number": "300.50"}, {"code": "remark", "text": "怕吵"}]}""".formatted(opportunity);
        JsonNode own = mutate(
                        people.zhang,
                        "answerQuestionnaire",
                        "AnswerQuestionnaireInput",
                        "opportunity { questionnaires { number recordedBy questionnaire { title } answers { code choices number text } } }",
                        input)
                .path("opportunity")
                .path("questionnaires");
        assertThat(own.toString())
                .isEqualTo("[{\"number\":1,\"recordedBy\":\"zhang.min\",\"questionnaire\":{\"title\":\"来访问卷\"},"
                        + "\"answers\":[{\"code\":\"budget\",\"choices\":[],\"number\":\"300.5\",\"text\":null},"
                        + "{\"code\":\"remark\",\"choices\":[],\"number\":null,\"text\":\"怕吵\"}]}]");
        String asked = "query($id: ID!) { opportunity(id: $id) { questionnaires { answers { number text } } } }";
        assertThat(people.li.data(asked, Map.of("id", opportunity)).toString())
                .contains("\"300.5\"")
                .doesNotContain("怕吵");
        assertThat(refusal(people.li, "answerQuestionnaire", "AnswerQuestionnaireInput", input))
                .isEqualTo("NOT_YOURS");
        assertThat(error(
                        people.marketing,
                        "mutation { answerQuestionnaire(input: {opportunity: \"%s\", questionnaire: \"ANSWERED\", version: 1, answers: []}) { pending } }"
                                .formatted(opportunity)))
                .isEqualTo("FORBIDDEN");

        mutate(
                people.marketing,
                "defineQuestionnaire",
                "DefineQuestionnaireInput",
                SHOWN,
                definition("ANSWERED", number("总价")));
        assertThat(refusal(people.zhang, "answerQuestionnaire", "AnswerQuestionnaireInput", input))
                .isEqualTo("QUESTIONNAIRE_VERSION_NOT_IN_FORCE");
        mutate(
                people.manager,
                "forgetCustomer",
                "ForgetCustomerInput",
                "customer { name }",
                "{\"customer\": \"%s\", \"reason\": \"本人要求\"}".formatted(lead.replace("lead_", "cust_")));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        people.manager.data(asked, Map.of("id", opportunity)).toString())
                .contains("\"300.5\"")
                .doesNotContain("怕吵"));
    }

    @Test
    @DisplayName("QST-1 defined by many at the same instant, one is the first version and each other the next")
    void atOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<String>> answers = IntStream.range(0, 3)
                    .mapToObj(i -> threads.submit(() -> refusal(
                            people.marketing,
                            "defineQuestionnaire",
                            "DefineQuestionnaireInput",
                            definition("RACE", number("预算" + i)))))
                    .toList();
            for (Future<String> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEmpty();
            }
        }
        JsonNode race = mutate(
                        people.marketing,
                        "defineQuestionnaire",
                        "DefineQuestionnaireInput",
                        SHOWN,
                        definition("RACE", number("最后")))
                .path("questionnaire");
        assertThat(race.path("number").asInt()).isEqualTo(4);
    }

    @Test
    @DisplayName("QST-3 counted over everything in the asker's projects, with the questions as people read them")
    void counted() {
        String choices = "{\"code\": \"layout\", \"kind\": \"SINGLE_CHOICE\", \"text\": \"户型\", \"choices\":"
                + " [{\"code\": \"2R\", \"label\": \"两室\"}, {\"code\": \"3R\"}]}";
        mutate(
                people.marketing,
                "defineQuestionnaire",
                "DefineQuestionnaireInput",
                SHOWN,
                definition("COUNTED", number("预算") + ", " + choices));
        for (String budget : List.of("300", "450.5")) {
            String lead =
                    People.lead(people.zhang, "卫一", People.phone()).path("id").asString();
            String opportunity = mutate(
                            people.zhang,
                            "qualifyLead",
                            "QualifyLeadInput",
                            "opportunity { id }",
                            "{\"lead\": \"%s\"}".formatted(lead))
                    .path("opportunity")
                    .path("id")
                    .asString();
            for (String layout : List.of("3R", "2R")) {
                mutate(people.zhang, "answerQuestionnaire", "AnswerQuestionnaireInput", "pending", """
                        {"opportunity": "%s", "questionnaire": "COUNTED", "version": 1, "answers": [
                            {"code": "budget", "number": "%s"}, {"code": "layout", "choices": ["%s"]}]}""".formatted(
                                opportunity, budget, layout));
            }
        }
        mutate(
                people.marketing,
                "defineQuestionnaire",
                "DefineQuestionnaireInput",
                SHOWN,
                definition("COUNTED", number("总价")));
        String asked = """
                { questionnaireCounts(questionnaire: "COUNTED"%s) {
                    questionnaire { code } answered
                    questions { question { code text } answered choices { choice { code label } chosen }
                        numbers { least greatest average } } } }""";

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(people.marketing
                        .data(asked.formatted(""), Map.of())
                        .path("questionnaireCounts")
                        .toString())
                .isEqualTo("{\"questionnaire\":{\"code\":\"COUNTED\"},\"answered\":2,\"questions\":["
                        + "{\"question\":{\"code\":\"budget\",\"text\":\"总价\"},\"answered\":2,\"choices\":[],"
                        + "\"numbers\":{\"least\":\"300\",\"greatest\":\"450.5\",\"average\":\"375.25\"}},"
                        + "{\"question\":{\"code\":\"layout\",\"text\":\"户型\"},\"answered\":2,\"choices\":["
                        + "{\"choice\":{\"code\":\"2R\",\"label\":\"两室\"},\"chosen\":2},"
                        + "{\"choice\":{\"code\":\"3R\",\"label\":\"3R\"},\"chosen\":0}],\"numbers\":null}]}"));
        assertThat(answered(asked, ", number: 2")).isZero();
        assertThat(answered(asked, ", answeredAt: {lt: \"2020-01-01T00:00:00Z\"}"))
                .isZero();
        assertThat(answered(asked, ", segment: {project: {eq: \"WKC\"}}")).isZero();
        assertThat(answered(asked, ", segment: {project: {eq: \"JYLW\"}, owner: {eq: \"zhang.min\"}}"))
                .isEqualTo(2);
        assertThat(people.marketing
                        .data("{ questionnaireCounts(questionnaire: \"NOWHERE\") { answered } }", Map.of())
                        .path("questionnaireCounts")
                        .isNull())
                .isTrue();
        assertThat(error(people.cashier, asked.formatted(""))).isEqualTo("FORBIDDEN");
    }

    private int answered(String asked, String more) {
        return people.marketing
                .data(asked.formatted(more), Map.of())
                .path("questionnaireCounts")
                .path("answered")
                .asInt();
    }
}
