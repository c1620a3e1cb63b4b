package io.kaipan.query.generation;

/** How it stands with a generation of a view. */
public enum GenerationState {
    /** It is filled with the bulk of the log. */
    BUILDING,
    /** It follows the log and can be switched in as soon as it has caught up. */
    CATCHING_UP,
    /** It is the one that is read. */
    LIVE,
    /** It was read before; it still follows the log, so that it can be switched back in. */
    RETIRED,
    /** It could not be filled; nothing is left of it. */
    FAILED,
    /** It was given up before it was read; nothing is left of it. */
    CANCELLED,
    /** It was dropped; nothing is left of it. */
    DROPPED;

    /** Whether a processor hands events to it. */
    public boolean follows() {
        return this == CATCHING_UP || this == LIVE || this == RETIRED;
    }

    /** Whether it is on its way to being read. */
    public boolean isUnderWay() {
        return this == BUILDING || this == CATCHING_UP;
    }
}
