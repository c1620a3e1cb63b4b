package io.kaipan.query.projectlist;

import io.kaipan.domain.project.RelativeUse;

/** The policies of a project that records need (PRJ-1). */
enum PolicyKind {
    STAGE,
    FOLLOW_UP_LEVEL,
    AWARENESS_CHANNEL,
    CLOSE_REASON,
    FOLLOW_UP,
    CLUB,
    RELATIVE_DISCOUNT,
    RELATIVE_NAME_CHANGE,
    RELATIVE_RECEPTION;

    /** The policy of the relatives who count for a use (CUS-5). */
    static PolicyKind of(RelativeUse use) {
        return switch (use) {
            case DISCOUNT -> RELATIVE_DISCOUNT;
            case NAME_CHANGE -> RELATIVE_NAME_CHANGE;
            case RECEPTION -> RELATIVE_RECEPTION;
        };
    }
}
