package io.kaipan.query.pointsproof;

/** A fact that a balance can't rest on. @param entry number of the entry that shows it */
public record ProofFlaw(Kind kind, int entry) {
    /** What can be wrong. */
    public enum Kind {
        /** Entries are numbered from 1 without gaps. */
        NUMBER_OUT_OF_ORDER,
        /** The entry states another balance than the sum of all up to it (PTS-6). */
        BALANCE_DIFFERS,
        /** It takes points from an entry that has fewer left (PTS-7). */
        USED_MORE_THAN_LEFT,
        /** The points it takes are not those that its uses and its debt name. */
        USES_DIFFER,
        /** It voids what is no award (PTS-6). */
        VOIDS_NO_AWARD,
        /** It voids what is voided already (PTS-6). */
        VOIDED_TWICE,
        /** The same cause had given the same kind before (PTS-5). */
        CAUSE_TWICE,
        /** The log has no event of the id that it names as its cause (PTS-5). */
        CAUSE_NOT_IN_LOG
    }
}
