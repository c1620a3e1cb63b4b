package io.kaipan.command.intake;

import io.kaipan.domain.shared.Actor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command as it comes in, over whichever way.
 *
 * @param name the command's name, for example {@code RegisterLead}
 * @param body the command's components by name, and among them, if the sender likes, {@code idempotencyKey} (text) and
 *     {@code expectedVersion} (whole number)
 * @param scope within which an idempotency key means one thing: the sender's login name, or the name of a source such as
 *     {@code import:leads}
 * @param idempotencyKey from a header; the body's own wins; null when the sender gave none
 */
public record CommandRequest(
        String name,
        JsonNode body,
        Actor actor,
        String scope,
        @Nullable String idempotencyKey) {}
