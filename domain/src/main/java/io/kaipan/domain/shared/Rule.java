package io.kaipan.domain.shared;

/** A reason to refuse a command (G-6). Implemented by one enum per aggregate; the enum's name is the stable code. */
public interface Rule {
    /** The stable, machine-readable code, for example {@code LEAD_NOT_ACTIVE}. */
    String name();

    /** The id of the rule in the rulebook, for example {@code LEA-5}. */
    String ruleId();

    /** Refuses when {@code broken}. @throws RuleViolation naming this rule */
    default void refuseIf(boolean broken) {
        if (broken) {
            throw violation();
        }
    }

    /** Refuses when {@code broken}, pointing at a component of the command. @throws RuleViolation naming this rule */
    default void refuseIf(boolean broken, String field) {
        if (broken) {
            throw violation().at(field);
        }
    }

    /** The refusal itself, to be thrown where no condition can be handed in. */
    default RuleViolation violation() {
        return new RuleViolation(this);
    }
}
