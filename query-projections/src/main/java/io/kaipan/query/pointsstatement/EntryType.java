package io.kaipan.query.pointsstatement;

/** What an entry of a ledger of points does (PTS-6). */
public enum EntryType {
    /** 发放: brings points for something that happened. */
    AWARD,
    /** 作废: takes an award back. */
    VOIDING,
    /** 兑换: points are spent. */
    REDEMPTION,
    /** 调整: points are added or taken by hand. */
    ADJUSTMENT,
    /** 到期: points count no more. */
    EXPIRY
}
