package io.kaipan.command.intake;

import java.util.List;

/** What became of a command. */
public sealed interface Outcome {
    /** It was carried out, now or when its idempotency key was first used. */
    record Accepted(Receipt receipt) implements Outcome {}

    /** Nothing changed. @param refusals at least one; all faults of the input at once (G-6) */
    record Refused(List<Refusal> refusals) implements Outcome {}
}
