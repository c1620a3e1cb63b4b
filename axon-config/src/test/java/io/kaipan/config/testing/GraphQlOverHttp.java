package io.kaipan.config.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

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
        return JsonMapper.shared().readTree(send(question(query, variables).build(), BodyHandlers.ofString()));
    }

    /** What stands at a path. */
    public String get(String path) {
        return send(request(path).GET().build(), BodyHandlers.ofString());
    }

    /** Asks for live updates, as server-sent events. */
    public Watch watch(String subscription) {
        return new Watch(send(
                question(subscription, Map.of())
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofLines()));
    }

    private HttpRequest.Builder question(String query, Map<String, ?> variables) {
        return request("/graphql")
                .header("Content-Type", "application/json")
                .header("Accept-Language", "zh-CN")
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(Map.of("query", query, "variables", variables))));
    }

    private HttpRequest.Builder request(String path) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Basic " + credentials);
    }

    private static <T> T send(HttpRequest request, HttpResponse.BodyHandler<T> as) {
        try {
            return HTTP.send(request, as).body();
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

    /** Live updates as they come. */
    public static final class Watch implements AutoCloseable {
        private static final long PATIENCE_SECONDS = 20;

        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final Stream<String> lines;

        private Watch(Stream<String> lines) {
            this.lines = lines;
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                lines.map(line -> line.startsWith("data:") ? line.substring("data:".length()) : line)
                        .filter(line -> line.startsWith("{"))
                        .forEach(message -> messages.add(JsonMapper.shared().readTree(message)));
            } catch (UncheckedIOException closed) {
                // nobody listens any more
            } finally {
                messages.add(MissingNode.getInstance());
            }
        }

        /** The next message; a missing one when there comes no more. */
        public JsonNode next() {
            try {
                JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("Nothing came within " + PATIENCE_SECONDS + " s");
                }
                return message;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
