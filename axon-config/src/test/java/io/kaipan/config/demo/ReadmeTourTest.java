package io.kaipan.config.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DemoTest
class ReadmeTourTest {
    private static final Pattern GRAPHQL = Pattern.compile("```graphql\n(.*?)```", Pattern.DOTALL);

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    @Test
    @DisplayName("every GraphQL operation of the README's tour runs as written, by the consultant it is meant for")
    void runs() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        List<String> operations = GRAPHQL.matcher(readme)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(operations).hasSizeGreaterThanOrEqualTo(3);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String operation : operations) {
                JsonNode answer = ask(http, operation);
                assertThat(answer.get("errors")).as("%s%n%s", operation, answer).isNull();
                assertThat(answer.findValues("refusals"))
                        .as("%s%n%s", operation, answer)
                        .allMatch(JsonNode::isEmpty);
            }
        }
    }

    private JsonNode ask(HttpClient http, String operation) throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString(("zhang.min:" + DemoTest.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + credentials)
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("query", operation))))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }
}
