package io.kaipan.domain.member;

/** What points are given for (PTS-1). */
public enum PointsKind {
    /** 入会 */
    JOIN,
    /** 推荐入会, to the referrer */
    REFERRAL_JOIN,
    /** 看房 */
    VIEWING,
    /** 购房 */
    PURCHASE,
    /** 推荐购房, to the referrer */
    REFERRAL_PURCHASE
}
