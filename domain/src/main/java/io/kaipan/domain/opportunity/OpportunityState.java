package io.kaipan.domain.opportunity;

/** How an opportunity stands (OPP-7). */
public enum OpportunityState {
    /** 进行中: somebody works on it. */
    OPEN,
    /** 赢单: a subscription is signed. */
    WON,
    /** 丢单: nothing came of it, for a reason. */
    LOST
}
