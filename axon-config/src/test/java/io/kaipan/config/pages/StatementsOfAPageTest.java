package io.kaipan.config.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.bulk.ImportJob;
import io.kaipan.command.bulk.ImportJobs;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.config.testing.DemoTest;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockMultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DemoTest
@Import(CountedStatements.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The number of statements for a page, over HTTP and in the real database")
class StatementsOfAPageTest {
    private static final int JOBS = 5;
    private static final int LEADS_PER_JOB = 12;
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.SALES_MANAGER), Set.of("JYLW", "WKC"));

    private static final String HISTORY = "history(first: 1) { nodes { event user changes { field after } } }";
    private static final String USER = "{ roles suspended projects { code } }";
    private static final String LEADS = """
            query($first: Int!) {
              leads(first: $first, filter: {project: {eq: "JYLW"}}) {
                totalCount { value }
                pageInfo { hasNextPage }
                nodes {
                  id topic nameGiven contact { name phone } owner %2$s
                  project { name stages { code } closeReasonPolicyVersions { setBy } %1$s }
                  customer {
                    name details { email } registeredBy %1$s
                    leads(first: 1) { nodes { id topic } totalCount { value } }
                    opportunities(first: 1) { nodes { id name %1$s } }
                  }
                  closing { existingCustomer { name } existingOpportunity { name } }
                  opportunity { name owner %2$s customer { name registeredBy } lead { topic } project { name } %1$s }
                  %1$s
                }
              }
            }""".formatted(HISTORY, USER);
    private static final String CUSTOMERS =
            "query($first: Int!) { customers(first: $first) { nodes { name details { email } %s".formatted(HISTORY)
                    + " leads(first: 2) { nodes { topic %s } } opportunities(first: 2) { nodes { name %1$s } } } } }"
                            .formatted(HISTORY);
    private static final String OPPORTUNITIES =
            "query($first: Int!) { opportunities(first: $first) { nodes { name customer { name } lead { topic } owner %s %s"
                            .formatted(USER, HISTORY)
                    + " timeline(first: 1) { nodes { event } } ownership(first: 1) { nodes { reason } } } } }";
    private static final String MEMBERS =
            "query($first: Int!) { memberAccounts(first: $first) { nodes { balance customer { name memberAccount { id } }"
                    + " project { name } referrer { card } levelHistory { level } clearances { city }"
                    + " questionnaires { answers { text } questionnaire { title } } balanceAt(at: \"2100-01-01T00:00:00Z\")"
                    + " statement(first: 2) { nodes { note project { name } } } %s } } }".formatted(HISTORY);
    private static final String USERS =
            "query($first: Int!) { users(first: $first) { nodes { displayName projects { name } %s } } }"
                    .formatted(HISTORY);
    private static final String IMPORTS =
            "query($first: Int!) { importJobs(first: $first) { nodes { id rejections(first: 1) { nodes { code message } totalCount { value } } } } }";

    @LocalServerPort
    int port;

    @Autowired
    ImportJobs imports;

    @Autowired
    Intake intake;

    @Autowired
    CountedStatements statements;

    @BeforeAll
    void fill() throws IOException {
        for (int job = 0; job < JOBS; job++) {
            StringBuilder sheet = new StringBuilder("主题,项目,认知途径,客户姓名,联系电话\n");
            for (int i = 0; i < LEADS_PER_JOB; i++) {
                sheet.append("咨询,JYLW,网络,客户,1371234%02d%02d\n".formatted(job, i));
            }
            sheet.append("咨询,JYLW,电台,客户,未留\n");
            ImportJob started = imports.start(
                    "leads",
                    MANAGER,
                    new MockMultipartFile(
                            "file", "leads.csv", "text/csv", sheet.toString().getBytes(StandardCharsets.UTF_8)));
            await().atMost(Duration.ofSeconds(30)).until(() -> imports.find(started.id(), MANAGER)
                    .filter(now -> now.finishedAt() != null)
                    .isPresent());
        }
        int most = JOBS * LEADS_PER_JOB;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> nodes("query($first: Int!) { leads(first: $first) { nodes { id state } } }", most)
                                .size()
                        == most);
        long position = 0;
        for (JsonNode lead : nodes("query($first: Int!) { leads(first: $first) { nodes { id state } } }", most)) {
            if (lead.path("state").asString().equals("ACTIVE")) {
                Outcome qualified = intake.accept(new CommandRequest(
                        "QualifyLead",
                        JsonMapper.shared()
                                .readTree("{\"lead\": \"%s\", \"followUpLevel\": \"B\"}"
                                        .formatted(lead.path("id").asString())),
                        MANAGER,
                        MANAGER.user(),
                        null));
                position = ((Outcome.Accepted) qualified).receipt().position();
            }
        }
        ask(
                "query($first: Int!) { leads(first: $first, atLeast: \"%1$s\") { nodes { id } } }".formatted(position),
                1,
                "manager");
        ask(
                "query($first: Int!) { opportunities(first: $first, atLeast: \"%1$s\") { nodes { id } } }"
                        .formatted(position),
                1,
                "manager");
    }

    @ParameterizedTest(name = "{0} for {3}: {1} rows cost as many as {2}")
    @CsvSource({
        "leads, 5, 50, manager",
        "leads, 5, 50, auditor",
        "leads, 5, 50, zhang.min",
        "customers, 5, 50, auditor",
        "opportunities, 5, 50, auditor",
        "memberAccounts, 2, 3, manager",
        "users, 2, 8, auditor",
        "importJobs, 1, 5, manager"
    })
    @DisplayName("does not grow with the page, with everything selected that its rows point at")
    void sameNumber(String list, int few, int many, String user) {
        String query = Map.of(
                        "leads",
                        LEADS,
                        "customers",
                        CUSTOMERS,
                        "opportunities",
                        OPPORTUNITIES,
                        "memberAccounts",
                        MEMBERS,
                        "users",
                        USERS,
                        "importJobs",
                        IMPORTS)
                .get(list);
        ask(query, many, user);

        List<String> forFew = statements(query, list, few, user);
        List<String> forMany = statements(query, list, many, user);

        assertThat(forFew).isNotEmpty();
        assertThat(forMany).as("for %d rows", many).hasSameSizeAs(forFew);
    }

    @Test
    @DisplayName("OPP-1 the pipeline board is counted by one statement")
    void board() {
        String board = "{ opportunityBoard(project: \"JYLW\") { stage label count estimatedValue { amount } } }";
        ask(board, 1, "manager");
        statements.executed();

        assertThat(ask(board, 1, "manager").at("/data/opportunityBoard")).isNotEmpty();
        assertThat(statements.executed())
                .filteredOn(sql -> sql.contains("opportunity_list"))
                .hasSize(1);
    }

    private List<String> statements(String query, String list, int rows, String user) {
        statements.executed();
        JsonNode answer = ask(query, rows, user);
        assertThat(answer.path("data").path(list).path("nodes")).hasSize(rows);
        // customers' keys are kept for seconds: the one statement that fetches those of a page is needed or isn't
        return statements.executed().stream()
                .filter(sql -> !sql.contains("keys.customer_key WHERE customer_id = ANY"))
                .toList();
    }

    private JsonNode nodes(String query, int first) {
        return ask(query, first, "manager").path("data").path("leads").path("nodes");
    }

    private JsonNode ask(String query, int first, String user) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + DemoTest.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + credentials)
                .POST(BodyPublishers.ofString(JsonMapper.shared()
                        .writeValueAsString(Map.of("query", query, "variables", Map.of("first", first)))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode answer = JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            assertThat(answer.get("errors")).as(answer.toString()).isNull();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
