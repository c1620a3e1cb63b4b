package io.kaipan.command.bulk;

/** How far an import is. */
public enum ImportState {
    /** Waiting for its turn, or under way. */
    RUNNING,
    /** Every row was dealt with. */
    DONE,
    /** Broken off; what was taken stays, and importing the same file again finishes the rest. */
    FAILED
}
