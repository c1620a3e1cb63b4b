package io.kaipan.config.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.account.FirstStart;
import io.kaipan.config.testing.KaipanTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

@KaipanTest
@Import(OpeningTest.EarlyBird.class)
@TestPropertySource(properties = "kaipan.password=" + OpeningTest.PASSWORD)
class OpeningTest {
    static final String PASSWORD = "open sesame, please";
    private static final String ADMIN =
            "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    @Autowired
    WebServerApplicationContext kaipan;

    @Autowired
    EarlyBird earlyBird;

    /** Comes when the port is open, but before the first accounts are made. */
    @TestComponent
    @Order(FirstStart.ORDER - 1)
    static class EarlyBird implements ApplicationRunner {
        final Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
        private final WebServerApplicationContext kaipan;

        EarlyBird(WebServerApplicationContext kaipan) {
            this.kaipan = kaipan;
        }

        @Override
        public void run(ApplicationArguments arguments) throws Exception {
            for (String path : new String[] {
                "/graphql?query=%7Bme%7BuserName%7D%7D",
                "/api/imports/leads",
                "/sign-in",
                "/actuator/health/readiness",
                "/actuator/health/liveness"
            }) {
                answers.put(path, get(kaipan, path));
            }
        }
    }

    private static HttpResponse<String> get(WebServerApplicationContext kaipan, String path)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + kaipan.getWebServer().getPort() + path));
            if (!path.startsWith("/actuator")) {
                request.header("Authorization", ADMIN);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    @DisplayName("who comes before the first accounts are made is asked to wait, not told that the password is wrong")
    void early() throws Exception {
        for (String path : new String[] {"/api/imports/leads", "/sign-in"}) {
            HttpResponse<String> answer = earlyBird.answers.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(JsonMapper.shared().readTree(answer.body()).path("code").asString())
                    .isEqualTo("NOT_READY");
        }
        HttpResponse<String> graphql = earlyBird.answers.get("/graphql?query=%7Bme%7BuserName%7D%7D");
        assertThat(graphql.statusCode()).isEqualTo(503);
        assertThat(JsonMapper.shared()
                        .readTree(graphql.body())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("NOT_READY");

        assertThat(get(kaipan, "/graphql?query=%7Bme%7BuserName%7D%7D").body()).contains("\"admin\"");
    }

    @Test
    @DisplayName("health answers while Kaipan starts: alive, but not ready until the first accounts are made")
    void health() throws Exception {
        assertThat(earlyBird.answers.get("/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        assertThat(earlyBird.answers.get("/actuator/health/readiness").statusCode())
                .isEqualTo(503);
        assertThat(get(kaipan, "/actuator/health/readiness").statusCode()).isEqualTo(200);
    }
}
