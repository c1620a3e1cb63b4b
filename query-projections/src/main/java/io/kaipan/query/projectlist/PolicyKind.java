package io.kaipan.query.projectlist;

/** The policies of a project that leads need (PRJ-1). */
enum PolicyKind {
    STAGE,
    FOLLOW_UP_LEVEL,
    AWARENESS_CHANNEL,
    CLOSE_REASON
}
