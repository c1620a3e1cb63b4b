package io.kaipan.domain.shared;

/** The roles of G-7. A user may hold several. */
public enum Role {
    /** 置业顾问 */
    CONSULTANT,
    /** 前台 */
    RECEPTION,
    /** 渠道助理 */
    CHANNEL,
    /** 财务 */
    CASHIER,
    /** 销售经理 */
    SALES_MANAGER,
    /** 市场 */
    MARKETING,
    /** 审计: reads everything, changes nothing. */
    AUDITOR,
    /** 管理员: users, policies, operations; no contract commands. */
    ADMIN
}
