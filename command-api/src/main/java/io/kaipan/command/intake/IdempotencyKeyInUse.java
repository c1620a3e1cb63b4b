package io.kaipan.command.intake;

/**
 * Another command under the same idempotency key was carried out meanwhile (G-3): thrown by whoever writes the key and
 * meets its unique index, so that everything is rolled back and the intake answers with the other's outcome.
 */
public final class IdempotencyKeyInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IdempotencyKeyInUse() {
        super("The idempotency key is in use", null, false, false);
    }
}
