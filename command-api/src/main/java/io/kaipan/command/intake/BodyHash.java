package io.kaipan.command.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * By what it is told whether two requests under one idempotency key are the same (G-3): SHA-256 over the command's name
 * and body, whatever the order of its components, without the key itself and without components that are null.
 */
final class BodyHash {
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.WRITE_NULL_PROPERTIES)
            .build();

    static byte[] of(String command, JsonNode body) {
        ObjectNode said = ((ObjectNode) body).deepCopy();
        said.remove(CommandReader.IDEMPOTENCY_KEY);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(command.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return digest.digest(CANONICAL.writeValueAsBytes(said));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private BodyHash() {}
}
