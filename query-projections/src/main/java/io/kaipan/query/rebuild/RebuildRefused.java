package io.kaipan.query.rebuild;

import java.util.Map;
import java.util.TreeMap;

/** What was asked of a view's generations can't be done. Nothing has changed. */
public final class RebuildRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Map<String, String> details = new TreeMap<>();

    /** Why not. */
    public enum Reason {
        /** There is no view of that name. */
        VIEW_UNKNOWN,
        /** Another generation of the view is being built, or catches up. */
        REBUILD_UNDER_WAY,
        /** No generation of the view is being built, or catches up. */
        NO_REBUILD,
        /** The generation has not read everything that the one that is read has; {@code behind}: so many events. */
        NOT_CAUGHT_UP,
        /** The generation has parked events that the one that is read could handle; {@code parked}: so many more. */
        EVENTS_PARKED,
        /** No generation that was read before is left. */
        NOTHING_TO_SWITCH_BACK,
        /** Readers keep the view busy: it could not be had for an instant in many tries. */
        VIEW_BUSY
    }

    public RebuildRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** The same with a detail for the sentence about it. */
    public RebuildRefused with(String name, Object value) {
        details.put(name, value.toString());
        return this;
    }

    public Reason reason() {
        return reason;
    }

    /** What the sentence about it says besides. */
    public Map<String, String> details() {
        return Map.copyOf(details);
    }
}
