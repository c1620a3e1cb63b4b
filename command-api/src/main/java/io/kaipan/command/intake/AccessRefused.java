package io.kaipan.command.intake;

/** The actor's roles may not do this at all (G-7). */
public final class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccessRefused(String what) {
        super(what);
    }
}
