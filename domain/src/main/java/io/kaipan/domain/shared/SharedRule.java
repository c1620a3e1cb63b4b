package io.kaipan.domain.shared;

/** Refusals that any command can meet. */
public enum SharedRule implements Rule {
    /** An id is not a TypeID of the type asked for. */
    ID_INVALID("G-3"),
    /** The record belongs to another consultant, or to a project that the actor is not bound to. */
    NOT_YOURS("G-8"),
    /** A time that people report lies in the future. */
    TIME_IN_FUTURE("G-10"),
    /** Whoever asked for an approval can't grant it. */
    OWN_REQUEST("G-9"),
    /** The customer's personal data was erased; nothing more can be written about them. */
    CUSTOMER_FORGOTTEN("G-5"),
    /** An amount of money has more than two decimals, or is beyond all measure. */
    AMOUNT_INVALID("G-2"),
    /** Money is counted in CNY only. */
    CURRENCY_UNKNOWN("G-2");

    private final String ruleId;

    SharedRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
