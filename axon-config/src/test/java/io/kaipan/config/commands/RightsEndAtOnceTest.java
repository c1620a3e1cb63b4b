package io.kaipan.config.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.account.Actors;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.domain.user.UserName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@KaipanTest
@DisplayName("What is remembered of a sign-in ends with the right, at the very next request")
class RightsEndAtOnceTest {
    @Autowired
    Intake intake;

    @Autowired
    Accounts accounts;

    @LocalServerPort
    int port;

    private House house;
    private String user;

    /** Signs in, so that there is something to remember. */
    @BeforeEach
    void signIn() throws Exception {
        house = new House(intake, accounts);
        user = house.consultant.user();
        assertThat(roles(House.PASSWORD).body()).contains("\"CONSULTANT\"");
        assertThat(command(House.PASSWORD).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("G-7 another password ends the old one")
    void password() throws Exception {
        accounts.setPassword(Actors.SYSTEM, new UserName(user), "another fine password");

        assertThat(roles(House.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(command(House.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(roles("another fine password").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("G-7 a suspension shuts out, and its end lets in again")
    void suspension() throws Exception {
        change("SuspendUser", "{\"user\": \"%s\", \"reason\": \"left\"}");
        assertThat(roles(House.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(command(House.PASSWORD).statusCode()).isEqualTo(401);

        change("ReinstateUser", "{\"user\": \"%s\", \"reason\": \"came back\"}");
        assertThat(roles(House.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("G-7 other roles count, for queries and for commands")
    void roles() throws Exception {
        change("ChangeUserAccess", """
                {"user": "%%s", "roles": ["SALES_MANAGER"], "projects": ["%s"], "reason": "promoted"}""".formatted(house.project));

        assertThat(roles(House.PASSWORD).body()).contains("\"SALES_MANAGER\"").doesNotContain("\"CONSULTANT\"");
        assertThat(command(House.PASSWORD).statusCode()).isNotEqualTo(403);
    }

    private void change(String command, String body) {
        assertThat(house.send(Actors.SYSTEM, command, body.formatted(user), null))
                .isInstanceOf(Outcome.Accepted.class);
    }

    private HttpResponse<String> roles(String password) throws IOException, InterruptedException {
        return post(password, "/graphql", "{\"query\": \"{ me { roles } }\"}");
    }

    /** A command for managers. */
    private HttpResponse<String> command(String password) throws IOException, InterruptedException {
        return post(password, "/api/commands/AssignLead", "{}");
    }

    private HttpResponse<String> post(String password, String path, String body)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Basic " + basic)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
