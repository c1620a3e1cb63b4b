package io.kaipan.command.maintenance;

import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.maintenance.DeadLetters.Retried;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Dead letters in an administrator's hands: every attempt is in the trail before it is made. */
@Component
public class DeadLetterOffice {
    private final DeadLetters letters;
    private final MaintenanceTrail trail;

    DeadLetterOffice(DeadLetters letters, MaintenanceTrail trail) {
        this.letters = letters;
        this.trail = trail;
    }

    /** See {@link DeadLetters#retry}. @throws AccessRefused to all but ADMIN */
    public Retried retry(Actor actor, String letter) {
        requireAdmin(actor);
        trail.record(actor, "retryDeadLetter", letters.describe(letter), null);
        return letters.retry(letter);
    }

    /** See {@link DeadLetters#retryAll}. @throws AccessRefused to all but ADMIN */
    public Retried retryAll(Actor actor, @Nullable String processor) {
        requireAdmin(actor);
        trail.record(actor, "retryDeadLetters", processor == null ? "all processors" : processor, null);
        return letters.retryAll(processor);
    }

    /**
     * See {@link DeadLetters#discard}. The event stays in the log; a view that is rebuilt handles it again.
     *
     * @throws AccessRefused to all but ADMIN
     * @throws io.kaipan.domain.shared.RuleViolation {@link MaintenanceRule#REASON_REQUIRED}
     */
    public void discard(Actor actor, String letter, String reason) {
        requireAdmin(actor);
        MaintenanceRule.REASON_REQUIRED.refuseIf(reason.isBlank(), "reason");
        trail.record(actor, "discardDeadLetter", letters.describe(letter), reason.strip());
        letters.discard(letter);
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.is(Role.ADMIN)) {
            throw new AccessRefused("dead letters");
        }
    }
}
