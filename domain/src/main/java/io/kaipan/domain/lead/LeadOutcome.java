package io.kaipan.domain.lead;

/** What closing a lead says about it (LEA-4). */
public enum LeadOutcome {
    /** The customer is in the books already or has an opportunity. */
    QUALIFIED,
    /** Nothing will come of it. */
    UNQUALIFIED
}
