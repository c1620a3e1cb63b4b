package io.kaipan.command.bulk;

/** Why an import broke off. Stable codes. */
public enum ImportFailure {
    /** The store could not be reached for longer than an import waits for it. */
    STORE_UNAVAILABLE,
    /** The user's roles no longer allow the command that a row becomes (G-7). */
    ACCESS_REFUSED,
    /** The node that had the file went away and did not come back. */
    INTERRUPTED,
    /** The file could not be read any more, or a fault of ours; the log tells which. */
    INTERNAL
}
