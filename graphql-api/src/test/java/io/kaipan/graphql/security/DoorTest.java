package io.kaipan.graphql.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.Browser;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.graphql.testing.SocketCaller;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("The door")
class DoorTest extends EdgeTest {
    private static final String COMMAND = "/api/commands/CloseProject";
    private static final String ME = "{\"query\": \"{ me { userName } }\"}";

    @Autowired
    private Intake intake;

    @ParameterizedTest
    @CsvSource({
        "POST, /api/commands/RegisterLead",
        "POST, /api/commands/NoSuchCommand",
        "PUT, /api/commands/RegisterLead",
        "GET, /api/imports/leads",
        "POST, /api/imports/leads",
        "POST, /api/account/password",
        "DELETE, /api/nothing/here",
        "GET, /v3/api-docs",
        "GET, /actuator/prometheus",
        "POST, /sign-out",
        "GET, /nothing/here"
    })
    @DisplayName("strangers are told to sign in, whatever they ask for, before anything else")
    void strangers(String method, String path) {
        Answer answer = stranger()
                .send(stranger()
                        .request(path)
                        .method(method, BodyPublishers.ofString("not looked at"))
                        .header("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.json().path("detail").asString()).isEqualTo("Sign in first.");
        assertThat(answer.json().path("correlationId").asString()).isEqualTo(answer.header("X-Correlation-Id"));
        assertThat(answer.header("WWW-Authenticate"))
                .as("no browser opens a window of its own")
                .isNull();
        verifyNoInteractions(intake);
    }

    @Test
    @DisplayName("strangers are told in their language")
    void language() {
        Answer command = stranger().post(COMMAND, "{}", "Accept-Language", "zh-CN,zh;q=0.9");
        Answer graphql = stranger().post("/graphql", ME, "Accept-Language", "zh-CN,zh;q=0.9");

        assertThat(command.json().path("detail").asString()).isEqualTo("请先登录。");
        assertThat(graphql.status()).isEqualTo(401);
        assertThat(graphql.codes()).containsExactly("UNAUTHENTICATED");
        assertThat(graphql.json().path("errors").path(0).path("message").asString())
                .isEqualTo("请先登录。");
    }

    @Test
    @DisplayName("people who look at a page are led to the sign-in page")
    void page() {
        Answer answer = browser().look("/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/sign-in");
    }

    @Test
    @DisplayName("a change within a session is refused without its CSRF token, and taken with it")
    void csrf() {
        when(intake.accept(any())).thenReturn(new Outcome.Accepted(new Receipt("project_1", 1, 1, false)));
        Browser browser = browser();
        assertThat(browser.signIn(Role.ADMIN).header("Location")).doesNotContain("failed");

        Answer without = browser.postWithoutToken(COMMAND, "{}");
        assertThat(without.status()).isEqualTo(403);
        assertThat(without.json().path("code").asString()).isEqualTo("CSRF_TOKEN_MISSING");
        assertThat(without.json().path("detail").asString()).contains("X-XSRF-TOKEN");
        verifyNoInteractions(intake);

        assertThat(browser.look("/").status()).isEqualTo(200);
        assertThat(browser.post(COMMAND, "{}").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("nobody is signed in by a form from elsewhere")
    void signInFromElsewhere() {
        Answer answer = browser().submitWithoutToken("/sign-in", "username=admin&password=correct+horse");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asString()).isEqualTo("CSRF_TOKEN_MISSING");
    }

    @Test
    @DisplayName("who may not, is told so: 403 FORBIDDEN, unlike 401")
    void forbidden() {
        Answer answer = as(Role.CONSULTANT).get("/actuator/prometheus");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asString()).isEqualTo("FORBIDDEN");
    }

    @Test
    @DisplayName("signing out ends the session, whoever still holds its cookie, and the sockets opened in it")
    void signOut() {
        Browser browser = browser();
        browser.signIn(Role.CONSULTANT);
        assertThat(browser.postWithoutToken("/graphql", ME).text()).contains("consultant");
        SocketCaller socket = browser.socket().initialise();
        String cookie = browser.cookies();

        Answer out = browser.submit("/", "/sign-out", "");

        assertThat(out.status()).isEqualTo(302);
        assertThat(out.header("Location")).endsWith("/sign-in?signed-out");
        assertThat(socket.closeCode())
                .as("by us, or by the server itself, whichever is first")
                .isIn(4401, 1008);
        assertThat(browser.postWithoutToken("/graphql", ME).status()).isEqualTo(401);
        assertThat(stranger().post("/graphql", ME, "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("nobody is signed out by a page from elsewhere")
    void signOutFromElsewhere() {
        Browser browser = browser();
        browser.signIn(Role.CONSULTANT);

        assertThat(browser.submitWithoutToken("/sign-out", "").status()).isEqualTo(403);
        assertThat(browser.look("/sign-out").status()).isNotEqualTo(302);
        assertThat(browser.postWithoutToken("/graphql", ME).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("signing in gives the session a new id: one planted before is worth nothing")
    void sessionFixation() {
        Browser browser = browser();
        browser.look("/");
        String before = browser.cookies();

        browser.signIn(Role.CONSULTANT);

        assertThat(browser.cookies()).isNotEqualTo(before);
        assertThat(stranger().post("/graphql", ME, "Cookie", before).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("the session's cookie is for this host's pages only, and no script reads it")
    void cookie() {
        Answer signedIn = browser().signIn(Role.CONSULTANT);

        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.contains("SESSION"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/graphql/schema", "/api/commands/RegisterLead", "/nothing/here"})
    @DisplayName("every answer carries the headers that keep browsers from doing harm with it")
    void headers(String path) {
        Answer answer = stranger().get(path);

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Server")).isNull();
        if (!path.equals("/sign-in")) {
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    @DisplayName("pages from elsewhere may not read answers")
    void cors() {
        Answer answer = as(Role.CONSULTANT).post("/graphql", ME, "Origin", "https://elsewhere.example");

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }
}
