package io.kaipan.command.intake;

/** The store can't be reached or does not answer in time. Nothing is half done; trying again later is safe. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("The store is not available", cause);
    }
}
