package io.kaipan.domain.member;

/** What can make a level (MEM-2). */
public enum LevelGround {
    /** 认购: so many signed subscriptions. */
    SUBSCRIPTIONS,
    /** 积分: so many points earned, whether or not they are still there. */
    POINTS,
    /** 特批: a manager granted it. */
    GRANT
}
