package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.KaipanProcess;
import io.kaipan.testing.PostgresForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Kaipan asked to stop while people work")
class StoppedUnderLoadTest {
    private static final String PASSWORD = "for-tests-only";
    private static final int CALLERS = 8;
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final PostgresForTests.Database database = PostgresForTests.emptyDatabase();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    @TempDir
    Path home;

    @Test
    @DisplayName("says that it isn't ready, serves on for a while, loses and fails no command, and is out within 20 s")
    void stopsInOrder() throws IOException {
        KaipanProcess kaipan = KaipanProcess.start(
                database,
                home,
                Map.of(
                        "KAIPAN_DEMO", "true",
                        "KAIPAN_PASSWORD", PASSWORD,
                        "KAIPAN_SHUTDOWN_NOTICE", "3s",
                        "KAIPAN_SECURITY_REQUESTSPERSECOND", "10000",
                        "KAIPAN_SECURITY_REQUESTSATONCE", "10000"),
                "stopped-under-load");
        int port = kaipan.port();
        register(port);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                callers.submit(() -> work(port));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > 100);

            long begun = System.nanoTime();
            kaipan.stop();
            await().atMost(Duration.ofSeconds(3)).until(() -> readiness(port) == 503);
            int whenNotReady = acknowledged.size();
            await().atMost(Duration.ofSeconds(3)).until(() -> acknowledged.size() > whenNotReady);
            kaipan.untilEnd();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            enough.set(true);

            assertThat(took).isLessThan(AT_MOST);
        } finally {
            kaipan.kill();
        }
        assertThat(failed).isEmpty();
        assertThat(kaipan.output()).as("an orderly end").doesNotContain("Failed to stop", "ERROR");
        assertThat(JdbcClient.create(database.owner())
                        .sql("SELECT DISTINCT aggregate_identifier FROM log.domain_event")
                        .query(String.class)
                        .list())
                .containsAll(acknowledged);
    }

    private void work(int port) {
        try {
            while (!enough.get()) {
                register(port);
            }
        } catch (IOException doorsAreClosed) {
            enough.set(true);
        }
    }

    private void register(int port) throws IOException {
        try {
            HttpResponse<String> answer = http.send(registration(port), BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                acknowledged.add(
                        JsonMapper.shared().readTree(answer.body()).path("id").asString());
            } else {
                failed.add(answer.statusCode() + " " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            enough.set(true);
        }
    }

    private HttpRequest registration(int port) {
        String body = """
                {"topic": "三室", "project": "JYLW", "awarenessChannel": "网络", "followUpLevel": "A",
                 "customer": {"name": "王芳", "phone": "0755-%08d"}}""".formatted(84_000_000 + sent.incrementAndGet());
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/commands/RegisterLead".formatted(port)))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("manager:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private int readiness(int port) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
                .build();
        return http.send(question, BodyHandlers.discarding()).statusCode();
    }
}
