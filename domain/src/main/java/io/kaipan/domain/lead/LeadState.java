package io.kaipan.domain.lead;

/** The three views of leads (LEA-2). */
public enum LeadState {
    /** 激活的线索 */
    ACTIVE,
    /** 合格的线索 */
    QUALIFIED,
    /** 不合格的线索 */
    UNQUALIFIED
}
