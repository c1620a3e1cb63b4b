package io.kaipan.query.paging;

/** A page that can't be answered because of how it was asked for. */
public final class PageRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        /** A size is not between 1 and {@value PageRequest#MAX_SIZE}. */
        SIZE_OUT_OF_RANGE,
        /** {@code first}/{@code after} and {@code last}/{@code before} exclude each other. */
        DIRECTIONS_MIXED,
        /** The cursor is not one of this list in this order. */
        CURSOR_INVALID
    }

    private final Reason reason;

    public PageRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
