package io.kaipan.domain.project;

/** How an open opportunity stands on the follow-up clock, 跟进状态, from the mildest to the gravest (OPP-8). */
public enum FollowUpState {
    /** 正常: the customer was reached lately. */
    ON_TIME,
    /** 已提醒: the owner is reminded. */
    REMINDED,
    /** 已上报: the manager sees it too. */
    WITH_MANAGER,
    /** 已逾期: it is overdue and stands on both lists. */
    OVERDUE
}
