package io.kaipan.domain.member;

/** How far a membership has come (MEM-1). */
public enum MembershipState {
    /** 待确认: waits for a clerk. */
    APPLIED,
    /** 正式会员: confirmed, with a card. */
    MEMBER,
    /** 已退会 */
    CLOSED
}
