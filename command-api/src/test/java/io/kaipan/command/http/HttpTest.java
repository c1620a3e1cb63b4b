package io.kaipan.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.account.ActorPrincipal;
import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.IntakeRule;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusal;
import io.kaipan.command.intake.RefusalMessages;
import io.kaipan.command.intake.Refusals;
import io.kaipan.command.intake.StoreUnavailable;
import io.kaipan.domain.lead.LeadRule;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpTest {
    private static final String PATH = "/api/commands/EditLead";
    private static final Actor ZHANG = new Actor("zhang.min", Set.of(Role.CONSULTANT), Set.of("JYLW"));
    private static final Authentication SIGNED_IN =
            new TestingAuthenticationToken((ActorPrincipal) () -> ZHANG, null, "ROLE_CONSULTANT");
    private static final Receipt RECEIPT = new Receipt("lead_01h455vb4pex5vsknk084sn02q", 3, 42, false);

    private final List<CommandRequest> sent = new ArrayList<>();
    private Function<CommandRequest, Outcome> answer = request -> new Outcome.Accepted(RECEIPT);

    private final LocaleResolver locales = new HttpConfig().localeResolver();
    private final JsonMapper json = JsonMapper.shared();
    private final Problems problems = new Problems(new RefusalMessages(), locales, json);
    private final Intake intake = request -> {
        sent.add(request);
        return answer.apply(request);
    };
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new CommandController(intake))
            .setControllerAdvice(new ProblemAdvice(problems))
            .setLocaleResolver(locales)
            .addFilters(new CorrelationFilter())
            .build();

    @Test
    @DisplayName("G-3 a command is sent by its name and answered with its receipt")
    void accepted() throws Exception {
        MockHttpServletResponse response = send(post("{\"topic\": \"三室\"}").header("Idempotency-Key", "\"key-1\""));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(json.readTree(response.getContentAsString())).isEqualTo(json.readTree("""
                {"id": "lead_01h455vb4pex5vsknk084sn02q", "version": 3, "position": 42, "replayed": false}"""));
        assertThat(sent)
                .containsExactly(new CommandRequest(
                        "EditLead", json.readTree("{\"topic\": \"三室\"}"), ZHANG, "zhang.min", "key-1"));
    }

    @Test
    @DisplayName("G-6 a refused command is a problem with all refusals, each with code, rule, sentence and field")
    void refused() throws Exception {
        answer = request -> new Outcome.Refused(List.of(
                new Refusal("TEXT_TOO_LONG", "G-6", "topic", null, Map.of("max", "200")),
                new Refusal("PHONE_INVALID", "CUS-1", "contact.phone", null, Map.of())));
        MockHttpServletResponse response =
                send(post("{}").header("Accept-Language", "zh-CN,zh;q=0.9").header("X-Correlation-Id", "abc-1"));

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(json.readTree(response.getContentAsString(StandardCharsets.UTF_8)))
                .isEqualTo(json.readTree("""
                {"title": "Unprocessable Content", "status": 422, "detail": "文字超过 200 个字。",
                 "instance": "/api/commands/EditLead", "code": "TEXT_TOO_LONG", "correlationId": "abc-1",
                 "refusals": [
                  {"code": "TEXT_TOO_LONG", "rule": "G-6", "message": "文字超过 200 个字。", "field": "topic"},
                  {"code": "PHONE_INVALID", "rule": "CUS-1", "message": "不是有效的电话号码。", "field": "contact.phone"}]}"""));
        assertThat(response.getHeader("X-Correlation-Id")).isEqualTo("abc-1");
    }

    @ParameterizedTest
    @CsvSource({
        "STALE_VERSION, 409",
        "IDEMPOTENCY_KEY_REUSED, 409",
        "NOT_FOUND, 404",
        "COMMAND_UNKNOWN, 404",
        "IDEMPOTENCY_KEY_INVALID, 422"
    })
    @DisplayName("G-3 the status tells conflicts and what isn't there from other refusals")
    void statuses(IntakeRule rule, int status) throws Exception {
        answer = request -> new Outcome.Refused(List.of(
                new Refusal(rule.name(), rule.ruleId(), null, rule == IntakeRule.STALE_VERSION ? 7L : null, Map.of())));
        MockHttpServletResponse response = send(post("{}"));
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(problem(response).path("code").asString()).isEqualTo(rule.name());
        assertThat(problem(response).path("refusals").get(0).has("currentVersion"))
                .isEqualTo(rule == IntakeRule.STALE_VERSION);
    }

    @Test
    @DisplayName("G-6 a rule's refusal is 422, in English for whoever asks for neither Chinese nor English")
    void ruleRefusal() throws Exception {
        answer = request -> Refusals.of(LeadRule.LEAD_NOT_ACTIVE);
        MockHttpServletResponse response = send(post("{}").header("Accept-Language", "fr"));
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(problem(response).path("detail").asString()).isEqualTo("The lead is no longer active.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "7",
                "null",
                "\"text\"",
                "{",
                "{\"a\": 1",
                "{\"a\": 1} x",
                "{\"a\": 1}{}",
                "{\"a\": 1, \"a\": 2}",
                "{'a': 1}",
                "{\"a\": NaN}",
                "{a: 1}"
            })
    @DisplayName("malformed JSON never reaches the intake")
    void malformed(String body) throws Exception {
        assertMalformed(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("JSON nested too deep never reaches the intake")
    void tooDeep() throws Exception {
        assertMalformed(("{\"a\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("broken UTF-8 never reaches the intake")
    void brokenText() throws Exception {
        assertMalformed("{\"topic\": \"三室\"}".getBytes(Charset.forName("GB18030")));
        assertMalformed(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'});
    }

    private void assertMalformed(byte[] body) throws Exception {
        MockHttpServletResponse response = send(MockMvcRequestBuilders.post(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(problem(response).path("code").asString()).isEqualTo("BODY_MALFORMED");
        assertThat(sent).isEmpty();
    }

    @Test
    @DisplayName("a body of more than 1 MiB is refused, whether its length is announced or not")
    void tooLarge() throws Exception {
        String body = "{\"topic\": \"" + "x".repeat(1 << 20) + "\"}";
        assertFault(send(post(body)), 413, "BODY_TOO_LARGE");
        assertFault(
                send(post(body).with(request -> {
                    request.setContent(body.getBytes(StandardCharsets.UTF_8));
                    request.removeHeader("Content-Length");
                    return request;
                })),
                413,
                "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "application/json;charset=GBK"
            })
    @DisplayName("only JSON in UTF-8 is taken, so that no form of another site can send commands")
    void mediaType(String type) throws Exception {
        assertFault(
                send(MockMvcRequestBuilders.post(PATH).contentType(type).content("{}")), 415, "MEDIA_TYPE_UNSUPPORTED");
        assertThat(sent).isEmpty();
    }

    @Test
    @DisplayName("other methods are refused")
    void method() throws Exception {
        MockHttpServletResponse response = send(MockMvcRequestBuilders.get(PATH));
        assertFault(response, 405, "METHOD_NOT_ALLOWED");
        assertThat(response.getHeader("Allow")).isEqualTo("POST");
    }

    @Test
    @DisplayName("G-7 a role that may not send a command is told so, and a stranger to sign in")
    void access() throws Exception {
        answer = request -> {
            throw new AccessRefused("EditLead");
        };
        assertFault(send(post("{}")), 403, "FORBIDDEN");
        assertFault(
                http.perform(post("{}").principal(new TestingAuthenticationToken("anonymous", null)))
                        .andReturn()
                        .getResponse(),
                403,
                "FORBIDDEN");
    }

    @Test
    @DisplayName("a store out of reach is 503 with the time to try again")
    void unavailable() throws Exception {
        answer = request -> {
            throw new StoreUnavailable(new IllegalStateException("Connection to 127.0.0.1:5432 refused"));
        };
        MockHttpServletResponse response = send(post("{}"));
        assertFault(response, 503, "UNAVAILABLE");
        assertThat(response.getHeader("Retry-After")).isEqualTo("2");
    }

    @Test
    @DisplayName("a fault of ours shows nothing of the inside, and can be found by its correlation id")
    void internal() throws Exception {
        answer = request -> {
            throw new IllegalStateException("SELECT secret FROM io.kaipan.Inner /srv/kaipan");
        };
        MockHttpServletResponse response = send(post("{}"));
        assertFault(response, 500, "INTERNAL");
        assertThat(response.getContentAsString()).doesNotContain("secret", "kaipan.", "IllegalState", "/srv");
        assertThat(problem(response).path("correlationId").asString())
                .isEqualTo(response.getHeader("X-Correlation-Id"))
                .hasSize(36);
    }

    @Test
    @DisplayName("a correlation id that could confuse the log is replaced")
    void unsoundCorrelation() throws Exception {
        MockHttpServletResponse response = send(post("{}").header("X-Correlation-Id", "a b\nINFO all is well"));
        assertThat(response.getHeader("X-Correlation-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    @DisplayName("every fault has a sentence in both languages")
    void sentences() {
        for (Fault fault : Fault.values()) {
            assertThat(problems.of(fault, Locale.ENGLISH).getDetail()).endsWith(".");
            assertThat(problems.of(fault, Locale.SIMPLIFIED_CHINESE).getDetail())
                    .endsWith("。");
        }
    }

    private static MockHttpServletRequestBuilder post(String body) {
        return MockMvcRequestBuilders.post(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request.principal(SIGNED_IN)).andReturn().getResponse();
    }

    private JsonNode problem(MockHttpServletResponse response) throws Exception {
        assertThat(response.getContentType()).startsWith("application/problem+json");
        return json.readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }

    private void assertFault(MockHttpServletResponse response, int status, String code) throws Exception {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(problem(response).path("code").asString()).isEqualTo(code);
        assertThat(problem(response).has("refusals")).isFalse();
    }
}
