package io.kaipan.command.intake;

/** The one door for commands (G-3, G-4, G-6, G-7). */
public interface Intake {
    /**
     * Checks, stamps and carries out a command.
     *
     * @throws AccessRefused when the actor's roles may not send it at all
     * @throws StoreUnavailable when the store can't be reached; nothing is half done, and the same request may be sent
     *     again
     */
    Outcome accept(CommandRequest request);
}
