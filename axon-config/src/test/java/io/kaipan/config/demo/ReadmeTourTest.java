package io.kaipan.config.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.DemoTest;
import io.kaipan.config.testing.GraphQlOverHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@DemoTest
class ReadmeTourTest {
    private static final Pattern OPERATION = Pattern.compile("```graphql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SIGNED_IN_AS = Pattern.compile("\\b[Aa]s `([a-z.]+)`");

    @LocalServerPort
    int port;

    @Test
    @DisplayName("each GraphQL operation of the README's tour runs as written, as the user last named before it")
    void tour() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        var operations = OPERATION.matcher(readme).results().toList();
        assertThat(operations).hasSizeGreaterThanOrEqualTo(4);
        for (MatchResult found : operations) {
            String user = SIGNED_IN_AS
                    .matcher(readme.substring(0, found.start()))
                    .results()
                    .reduce((earlier, later) -> later)
                    .orElseThrow()
                    .group(1);
            JsonNode answer = new GraphQlOverHttp(port, user, DemoTest.PASSWORD).ask(found.group(1), Map.of());
            assertThat(answer.get("errors"))
                    .as("%s%n%s", found.group(1), answer)
                    .isNull();
            assertThat(answer.findValues("refusals"))
                    .as("%s%n%s", found.group(1), answer)
                    .allMatch(JsonNode::isEmpty);
        }
    }
}
