package io.kaipan.graphql.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the endpoint as a script would. */
public final class HttpCaller {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final @Nullable String user;

    HttpCaller(int port, @Nullable String user) {
        this.port = port;
        this.user = user;
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String text) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public JsonNode data() {
            return json().path("data");
        }

        /** The codes of all errors, in order. */
        public List<String> codes() {
            return json().path("errors")
                    .valueStream()
                    .map(error -> error.path("extensions").path("code").asString())
                    .toList();
        }

        public @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    public Answer ask(String query) {
        return ask(query, Map.of());
    }

    public Answer ask(String query, Map<String, ?> variables) {
        return post("/graphql", JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
    }

    /** Posts JSON. @param headers names and values by turns */
    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(json));
        request.header("Content-Type", "application/json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** A request with nothing but the address and the caller's name and password. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return user == null ? request : request.header("Authorization", authorization());
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens a socket.
     *
     * @param headers names and values by turns
     * @throws java.util.concurrent.CompletionException when the handshake is refused
     */
    public SocketCaller socket(String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols("graphql-transport-ws");
        if (user != null) {
            builder.header("Authorization", authorization());
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        SocketCaller socket = new SocketCaller();
        socket.opened(builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), socket)
                .join());
        return socket;
    }

    /** The lines of server-sent events as they come. */
    public Stream<String> events(String query) {
        HttpRequest request = request("/graphql")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .build();
        try {
            return http.send(request, BodyHandlers.ofLines()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String authorization() {
        byte[] credentials = (user + ":" + EdgeApplication.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
