package io.kaipan.domain.member;

/** 会员等级, from the lowest to the highest (MEM-2). */
public enum MemberLevel {
    /** 蓝卡 */
    BLUE,
    /** 银卡 */
    SILVER,
    /** 金卡 */
    GOLD
}
