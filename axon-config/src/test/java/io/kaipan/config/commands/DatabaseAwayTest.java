package io.kaipan.config.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.StoreUnavailable;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.testing.PostgresForTests;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

@KaipanTest
@DisplayName("A database that goes away and comes back, in the whole house")
@TestPropertySource(properties = "kaipan.password=of a house of its own")
@DirtiesContext
class DatabaseAwayTest {
    @Autowired
    Intake intake;

    @Autowired
    Accounts accounts;

    @Autowired
    PostgresForTests.Database database;

    @LocalServerPort
    int port;

    @Test
    @DisplayName("a command gets a clear 503, nothing is half done, and the same request is accepted afterwards, once")
    void comesBack() throws Exception {
        House house = new House(intake, accounts);
        shut();
        try {
            assertThatThrownBy(() -> house.send(house.consultant, "RegisterLead", house.lead(1), "patient"))
                    .isInstanceOf(StoreUnavailable.class);
            HttpResponse<String> answer = post(house);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(JsonMapper.shared().readTree(answer.body()).path("code").asString())
                    .isEqualTo("UNAVAILABLE");
            assertThat(answer.body()).doesNotContain("postgres", "jdbc", "SQL", "Exception");
        } finally {
            open();
        }

        Outcome outcome = await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                .until(() -> house.send(house.consultant, "RegisterLead", house.lead(1), "patient"), o -> true);
        assertThat(((Outcome.Accepted) outcome).receipt().version()).isZero();
        assertThat(((Outcome.Accepted) outcome).receipt().replayed()).isFalse();
        HttpResponse<String> again = post(house);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(again.body()).path("replayed").asBoolean())
                .isTrue();
    }

    private HttpResponse<String> post(House house) throws Exception {
        String basic = Base64.getEncoder()
                .encodeToString((house.consultant.user() + ":" + House.PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/commands/RegisterLead"))
                            .header("Authorization", "Basic " + basic)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "patient")
                            .POST(BodyPublishers.ofString(house.lead(1)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private void shut() throws SQLException {
        administer("ALTER DATABASE " + database.name() + " CONNECTION LIMIT 0");
        database.endSessions();
    }

    private void open() throws SQLException {
        administer("ALTER DATABASE " + database.name() + " CONNECTION LIMIT -1");
    }

    /** From another database, because the one meant takes no connections. */
    private void administer(String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(database.port());
        try (Connection connection = DriverManager.getConnection(url, database.ownerName(), PostgresForTests.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
