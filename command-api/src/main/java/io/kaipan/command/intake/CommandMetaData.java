package io.kaipan.command.intake;

import io.kaipan.domain.shared.Stamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What the intake writes into a command's metadata besides the {@link Stamp}. Name and correlation id go on to the events
 * (G-4); the idempotency key doesn't.
 */
public final class CommandMetaData {
    /** The command's name, for example {@code RegisterLead}. Stands on every event too (G-4). */
    public static final String COMMAND_NAME = "commandName";
    /** Ties together all that came from one request. Stands on every event too (G-4). */
    public static final String CORRELATION_ID = "correlationId";

    private static final String SCOPE = "idempotencyScope";
    private static final String KEY = "idempotencyKey";
    private static final String BODY_HASH = "bodyHash";
    private static final String ASKS = "asks";

    /** The name under which a command came through the intake; empty when it did not. */
    static Optional<String> name(Map<String, ?> data) {
        return Optional.ofNullable((String) data.get(COMMAND_NAME));
    }

    /** Whether the handler may take {@link Assumptions} for granted. */
    static boolean mayAssume(Map<String, ?> data) {
        return !data.containsKey(ASKS);
    }

    /** What a further attempt carries besides: it takes nothing for granted. */
    static Map<String, ?> asks() {
        return Map.of(ASKS, true);
    }

    static void put(Map<String, String> data, PendingKey key) {
        data.put(SCOPE, key.scope());
        data.put(KEY, key.key());
        data.put(BODY_HASH, HexFormat.of().formatHex(key.bodyHash()));
    }

    static Optional<PendingKey> key(Map<String, ?> data, Instant acceptedAt) {
        return data.get(KEY) instanceof String key
                ? Optional.of(new PendingKey(
                        (String) data.get(SCOPE),
                        key,
                        HexFormat.of().parseHex((String) data.get(BODY_HASH)),
                        acceptedAt))
                : Optional.empty();
    }

    private CommandMetaData() {}
}
