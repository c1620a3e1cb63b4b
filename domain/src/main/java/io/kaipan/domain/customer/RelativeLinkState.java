package io.kaipan.domain.customer;

/** How far a link between relatives has come (CUS-5). Only an approved one counts. */
public enum RelativeLinkState {
    /** Waits for a manager. */
    ASKED,
    APPROVED,
    /** A manager refused it. */
    REFUSED,
    /** Taken back, or found wrong after approval. */
    REMOVED
}
