package io.kaipan.config.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's questions to the running application's GraphQL, in Chinese, as a script asks them: HTTP Basic. */
public final class GraphQlOverHttp {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String user;
    private final String password;

    public GraphQlOverHttp(int port, String user, String password) {
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /** The whole answer: {@code data} and {@code errors}. */
    public JsonNode ask(String query, Map<String, ?> variables) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "zh-CN")
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(Map.of("query", query, "variables", variables))))
                .build();
        try {
            return JsonMapper.shared()
                    .readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer's data. @throws IllegalStateException when there are errors */
    public JsonNode data(String query, Map<String, ?> variables) {
        JsonNode answer = ask(query, variables);
        if (answer.has("errors")) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.path("data");
    }
}
