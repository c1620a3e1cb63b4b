package io.kaipan.domain.project;

/** For what immediate relatives may count (CUS-5). */
public enum RelativeUse {
    /** A member's discount for a relative who buys (PRC-4). */
    DISCOUNT,
    /** A contract changed to a relative's name (CHG-N2). */
    NAME_CHANGE,
    /** Relatives who come to the reception are one family. */
    RECEPTION
}
