package io.kaipan.query.memberaccountlist;

/** What became of an adjustment of points that somebody asked for (G-9). */
public enum AdjustmentState {
    /** 待批准: somebody else is to look at it. */
    WAITING,
    /** 已批准: it stands in the ledger. */
    APPROVED,
    /** 已拒绝 */
    REFUSED,
    /** 已失效: the membership was closed while it waited. */
    LAPSED
}
