package io.kaipan.graphql.testing;

import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks {@code graphql-transport-ws} over one socket. */
public final class SocketCaller implements WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 20;

    private final StringBuilder partial = new StringBuilder();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    void opened(WebSocket opened) {
        socket = opened;
    }

    /** Sends a message as it is. */
    public SocketCaller send(String json) {
        socket.sendText(json, true).join();
        return this;
    }

    /** Sends the first message and waits for its answer. */
    public SocketCaller initialise() {
        send("{\"type\": \"connection_init\"}");
        expect("connection_ack");
        return this;
    }

    /** Sends a bearer token with the first message. */
    public SocketCaller initialise(String token) {
        return send(JsonMapper.shared()
                .writeValueAsString(
                        Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + token))));
    }

    /** Asks for live updates. */
    public SocketCaller subscribe(String id, String query) {
        return send(JsonMapper.shared()
                .writeValueAsString(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", query))));
    }

    /** The next message, which must be of that type. */
    public JsonNode expect(String type) {
        try {
            while (true) {
                JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("There came no " + type);
                }
                String came = message.path("type").stringValue();
                if (came.equals(type)) {
                    return message.path("payload");
                }
                if (!came.equals("ping")) {
                    throw new AssertionError("Instead of " + type + " there came " + message);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The code with which the server closes the socket. */
    public int closeCode() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("The socket stays open", e);
        }
    }

    /** Whether the server has left the socket open so far. */
    public boolean isOpen() {
        return !closed.isDone();
    }

    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(JsonMapper.shared().readTree(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
