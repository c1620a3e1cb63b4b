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
 * @param refusalStands whether a rule's refusal, too, is the answer to every later request under the key; a source that
 *     is read again once its faults are mended, such as a spreadsheet, says no
 */
public record CommandRequest(
        String name,
        JsonNode body,
        Actor actor,
        String scope,
        @Nullable String idempotencyKey,
        boolean refusalStands) {
    /** A request whose first outcome under its key stands, whatever it is (G-3). */
    public CommandRequest(String name, JsonNode body, Actor actor, String scope, @Nullable String idempotencyKey) {
        this(name, body, actor, scope, idempotencyKey, true);
    }
}
