package io.kaipan.graphql.mutation;

import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusal;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What became of a mutation. It waits for the views only when somebody asks for what they show, and only once. */
public final class Payload {
    private final Outcome outcome;
    private final Predicate<Receipt> wait;
    private @Nullable Boolean readable;

    /** @param wait waits until a receipt's position can be read; false when it can't in time */
    Payload(Outcome outcome, Predicate<Receipt> wait) {
        this.outcome = outcome;
        this.wait = wait;
    }

    /** Null when the command was refused. */
    public @Nullable Receipt receipt() {
        return outcome instanceof Outcome.Accepted accepted ? accepted.receipt() : null;
    }

    /** Empty when the command was accepted. */
    public List<Refusal> refusals() {
        return outcome instanceof Outcome.Refused refused ? refused.refusals() : List.of();
    }

    /** Whether there is a record that can't be read yet. */
    public boolean pending() {
        return receipt() != null && !isReadable();
    }

    /** Whether there is a record, and it can be read. */
    synchronized boolean isReadable() {
        if (readable == null) {
            Receipt receipt = receipt();
            readable = receipt != null && wait.test(receipt);
        }
        return readable;
    }
}
