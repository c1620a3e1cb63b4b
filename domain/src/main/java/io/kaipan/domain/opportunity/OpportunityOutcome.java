package io.kaipan.domain.opportunity;

/** How an opportunity ended (OPP-7). */
public enum OpportunityOutcome {
    /** 赢单: the customer signed. */
    WON,
    /** 丢单: nothing came of it. */
    LOST
}
