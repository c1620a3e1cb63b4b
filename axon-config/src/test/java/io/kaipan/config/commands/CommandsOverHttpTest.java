package io.kaipan.config.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Receipt;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.testing.PostgresForTests;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@KaipanTest
@DisplayName("Commands over HTTP, in the whole house")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsOverHttpTest {
    @Autowired
    Intake intake;

    @Autowired
    Accounts accounts;

    @Autowired
    PostgresForTests.Database database;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private House house;

    @BeforeAll
    void open() {
        house = new House(intake, accounts);
    }

    @AfterAll
    void close() {
        http.close();
    }

    private record Answer(HttpResponse<String> response, JsonNode json) {
        int status() {
            return response.statusCode();
        }

        String code() {
            return json.path("code").asString();
        }

        JsonNode refusal() {
            return json.path("refusals").path(0);
        }
    }

    @Test
    @DisplayName("G-3 G-4 a lead is registered once, however often it is sent, and its event tells where it comes from")
    void registersOnce() throws Exception {
        Map<String, String> headers =
                Map.of("Idempotency-Key", "first-of-zhang", "X-Correlation-Id", "from-the-desk-1");
        Answer first = send(house.consultant.user(), "RegisterLead", house.lead(1), headers);
        assertThat(first.status()).isEqualTo(200);
        String lead = first.json().path("id").asString();
        assertThat(lead).startsWith("lead_");
        assertThat(first.json().path("replayed").asBoolean()).isFalse();

        Answer again = send(house.consultant.user(), "RegisterLead", house.lead(1), headers);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("replayed").asBoolean()).isTrue();
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.json().path("position")).isEqualTo(first.json().path("position"));

        Answer other = send(house.consultant.user(), "RegisterLead", house.lead(2), headers);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");

        JsonNode origin = JsonMapper.shared()
                .readTree(JdbcClient.create(database.owner())
                        .sql(
                                "SELECT convert_from(meta_data, 'UTF8') FROM log.domain_event WHERE aggregate_identifier = ?")
                        .param(lead)
                        .query(String.class)
                        .single());
        assertThat(origin.path("user").asString()).isEqualTo(house.consultant.user());
        assertThat(origin.path("roles").asString()).isEqualTo("CONSULTANT");
        assertThat(origin.path("commandName").asString()).isEqualTo("RegisterLead");
        assertThat(origin.path("correlationId").asString()).isEqualTo("from-the-desk-1");
        assertThat(origin.has("idempotencyKey")).isFalse();
    }

    @Test
    @DisplayName("G-3 a stale version is refused with the present one, an unknown record by its field")
    void stale() throws Exception {
        Receipt lead = house.register(10);
        String edit = House.edit(lead.id(), "四室").replace("}", ", \"expectedVersion\": 0}");
        assertThat(send(house.consultant.user(), "EditLead", edit, Map.of()).status())
                .isEqualTo(200);

        Answer stale = send(house.consultant.user(), "EditLead", edit.replace("四室", "五室"), Map.of());
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("STALE_VERSION");
        assertThat(stale.refusal().path("currentVersion").asLong()).isEqualTo(1);

        Answer missing = send(
                house.consultant.user(),
                "EditLead",
                House.edit("lead_01h455vb4pex5vsknk084sn02q", "四室"),
                Map.of("Accept-Language", "zh-CN"));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.refusal().path("field").asString()).isEqualTo("lead");
        assertThat(missing.json().path("detail").asString()).isEqualTo("没有该编号的记录。");
    }

    @Test
    @DisplayName("G-8 somebody else's record, an unknown project and a role without the right are refused")
    void notAllowed() throws Exception {
        Receipt lead = house.register(20);
        Answer foreign = send(house.colleague.user(), "EditLead", House.edit(lead.id(), "四室"), Map.of());
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.code()).isEqualTo("NOT_YOURS");

        Answer unknown = send(
                house.consultant.user(), "RegisterLead", house.lead(21).replace(house.project, "NOWHERE"), Map.of());
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.code()).isEqualTo("PROJECT_UNKNOWN");
        assertThat(unknown.refusal().path("field").asString()).isEqualTo("project");

        assertThat(send(house.admin, "RegisterLead", house.lead(22), Map.of()).status())
                .isEqualTo(403);
        assertThat(send(house.consultant.user(), "BurnLead", "{}", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("G-6 faulty input is answered field by field, and shows nothing of the inside")
    void faulty() throws Exception {
        Answer answer = send(house.consultant.user(), "RegisterLead", """
                {"topic": " ", "project": "%s", "customer": {"name": "王芳", "phone": "12"}, "x": 1}""".formatted(house.project), Map.of());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.json()
                        .path("refusals")
                        .valueStream()
                        .map(each -> each.path("field").asString() + " "
                                + each.path("code").asString()))
                .containsExactlyInAnyOrder(
                        "topic REQUIRED_FIELD_MISSING",
                        "awarenessChannel REQUIRED_FIELD_MISSING",
                        "customer.phone PHONE_INVALID",
                        "x UNKNOWN_FIELD");
        assertThat(answer.response().body()).doesNotContain("io.kaipan", "Exception", "SELECT");
    }

    @Test
    @DisplayName("a body that is broken, too long without saying so, or no JSON is refused as such")
    void brokenBodies() throws Exception {
        byte[] gbk = house.lead(30).getBytes(Charset.forName("GB18030"));
        assertThat(send(BodyPublishers.ofByteArray(gbk), "application/json").code())
                .isEqualTo("BODY_MALFORMED");

        byte[] huge = ("{\"topic\": \"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        Answer tooLarge = send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)), "application/json");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.code()).isEqualTo("BODY_TOO_LARGE");

        Answer form = send(BodyPublishers.ofString("topic=x"), "application/x-www-form-urlencoded");
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.code()).isEqualTo("MEDIA_TYPE_UNSUPPORTED");
    }

    @Test
    @DisplayName("G-7 a wrong password is 401, too many of them 429 with the time to wait")
    void signIn() throws Exception {
        String user = house.colleague.user();
        Answer last = null;
        for (int i = 0; i < 8; i++) {
            last = send(user, "a wrong password", "CloseProject", "{}", Map.of());
            if (last.status() == 429) {
                break;
            }
            assertThat(last.status()).isEqualTo(401);
        }
        assertThat(last).isNotNull();
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.response().headers().firstValueAsLong("Retry-After")).isPresent();
    }

    @Test
    @DisplayName("G-7 users change their own password, administrators anybody's, and nobody else's does")
    void passwords() throws Exception {
        String user = new House(intake, accounts).consultant.user();
        Answer changed = post(user, House.PASSWORD, "/api/account/password", """
                {"currentPassword": "%s", "newPassword": "another fine password"}""".formatted(House.PASSWORD));
        assertThat(changed.status()).isEqualTo(204);
        assertThat(send(user, "CloseProject", "{}", Map.of()).status()).isEqualTo(401);
        assertThat(send(user, "another fine password", "CloseProject", "{}", Map.of())
                        .status())
                .isEqualTo(403);

        String path = "/api/accounts/" + user + "/password";
        String body = "{\"password\": \"yet another password\"}";
        assertThat(post(house.consultant.user(), House.PASSWORD, path, body).status())
                .isEqualTo(403);
        assertThat(post(house.admin, House.PASSWORD, path, "{\"password\": \"short\"}")
                        .code())
                .isEqualTo("PASSWORD_TOO_SHORT");
        assertThat(post(house.admin, House.PASSWORD, path, body).status()).isEqualTo(204);
        assertThat(send(user, "yet another password", "CloseProject", "{}", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(post(house.admin, House.PASSWORD, "/api/accounts/nobody/password", body)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("the API description is served, with every command")
    void apiDescription() throws Exception {
        HttpResponse<String> response = http.send(
                request(house.admin, House.PASSWORD, "/v3/api-docs").GET().build(), BodyHandlers.ofString());
        JsonNode paths = JsonMapper.shared().readTree(response.body()).path("paths");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(paths.path("/api/commands/RegisterLead")
                        .path("post")
                        .path("summary")
                        .asString())
                .contains("LEA-8");
        assertThat(paths.propertyNames()).contains("/api/account/password").doesNotContain("/api/commands/{name}");
    }

    private Answer send(String user, String command, String body, Map<String, String> headers) throws Exception {
        return send(user, House.PASSWORD, command, body, headers);
    }

    private Answer send(String user, String password, String command, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = request(user, password, "/api/commands/" + command)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return answer(request.build());
    }

    private Answer send(BodyPublisher body, String contentType) throws Exception {
        return answer(request(house.consultant.user(), House.PASSWORD, "/api/commands/RegisterLead")
                .header("Content-Type", contentType)
                .POST(body)
                .build());
    }

    private Answer post(String user, String password, String path, String body) throws Exception {
        return answer(request(user, password, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String user, String password, String path) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + basic);
    }

    private Answer answer(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return new Answer(response, JsonMapper.shared().readTree(response.body().isEmpty() ? "{}" : response.body()));
    }
}
