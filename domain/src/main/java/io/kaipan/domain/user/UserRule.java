package io.kaipan.domain.user;

import io.kaipan.domain.shared.Rule;

/** Refusals about users. */
public enum UserRule implements Rule {
    /** A login name has characters that are not allowed, or is too long. */
    USER_NAME_INVALID("G-7"),
    /** Another user has that login name. */
    USER_NAME_TAKEN("G-7"),
    /** A user holds at least one role. */
    ROLE_REQUIRED("G-7"),
    /** Somebody must be able to manage users: the last active ADMIN stays. */
    LAST_ADMIN("G-7"),
    /** The owner named is no active consultant bound to the project. */
    OWNER_NOT_A_CONSULTANT("G-7");

    private final String ruleId;

    UserRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
