package io.kaipan.command.intake;

import io.kaipan.domain.shared.Rule;

/** Refusals of the intake itself: about the form of a command, before or beside the rules of its aggregate. */
public enum IntakeRule implements Rule {
    /** There is no command of that name. */
    COMMAND_UNKNOWN("G-6"),
    /** The body is no JSON object, or not in UTF-8. */
    BODY_MALFORMED("G-6"),
    /** The command has no such component. */
    UNKNOWN_FIELD("G-6"),
    /** A required component is absent, null or blank. */
    REQUIRED_FIELD_MISSING("G-6"),
    /** A component has the wrong type or form. */
    VALUE_INVALID("G-6"),
    /** A text is longer than its component takes. */
    TEXT_TOO_LONG("G-6"),
    /** A text holds control characters or broken characters. */
    TEXT_INVALID("G-6"),
    /** A list has more entries than any command takes. */
    LIST_TOO_LONG("G-6"),
    /** The record was changed after the version the sender had seen. */
    STALE_VERSION("G-3"),
    /** No record has that id. */
    NOT_FOUND("G-3"),
    /** The id the sender chose for a new record is in use. */
    ID_TAKEN("G-3"),
    /** The idempotency key was used before, for something else. */
    IDEMPOTENCY_KEY_REUSED("G-3"),
    /** The idempotency key is empty, too long or holds other characters than visible ASCII. */
    IDEMPOTENCY_KEY_INVALID("G-3"),
    /** A password is too short. */
    PASSWORD_TOO_SHORT("G-7"),
    /** A password is longer than can be kept. */
    PASSWORD_TOO_LONG("G-7"),
    /** The present password is not the one given. */
    PASSWORD_WRONG("G-7");

    private final String ruleId;

    IntakeRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
