package io.kaipan.domain.lead;

import io.kaipan.domain.shared.Rule;

/** Refusals about leads. */
public enum LeadRule implements Rule {
    /** The lead is no longer in the ACTIVE view. */
    LEAD_NOT_ACTIVE("LEA-2"),
    /** Only an UNQUALIFIED lead can be reactivated. */
    LEAD_NOT_UNQUALIFIED("LEA-5"),
    /** The customer has an open opportunity in the project already. */
    LEAD_HAS_OPEN_OPPORTUNITY("LEA-6"),
    /** The customer has another ACTIVE lead in the project. */
    LEAD_ALREADY_ACTIVE("LEA-8"),
    /** Closing as UNQUALIFIED needs one of the project's reasons. */
    CLOSE_REASON_REQUIRED("LEA-4"),
    /** Closing as QUALIFIED names the customer or opportunity already in the books. */
    CLOSE_RECORD_REQUIRED("LEA-4"),
    /** The customer or opportunity named at closing is not in the books. */
    CLOSE_RECORD_UNKNOWN("LEA-4"),
    /** A reason goes with UNQUALIFIED, a record already in the books with QUALIFIED. */
    CLOSE_OUTCOME_MIXED("LEA-4"),
    /** An opportunity needs a follow-up level, and the lead has none. */
    FOLLOW_UP_LEVEL_REQUIRED("OPP-1");

    private final String ruleId;

    LeadRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
