package io.kaipan.command.intake;

import io.kaipan.domain.shared.Rule;
import io.kaipan.domain.shared.RuleViolation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How refusals come about. */
public final class Refusals {
    /** The one refusal of a request as a whole. */
    public static Outcome.Refused of(Rule rule) {
        return at(null, rule);
    }

    /** The one refusal of a request, at a component of its body. */
    public static Outcome.Refused at(@Nullable String field, Rule rule) {
        return new Outcome.Refused(List.of(new Refusal(rule.name(), rule.ruleId(), field, null, Map.of())));
    }

    /** There is no such record. @param field where it was named */
    public static Outcome.Refused notFound(String field) {
        return at(field, IntakeRule.NOT_FOUND);
    }

    /** The one refusal of a request whose list, at that component, has more entries than may be. */
    public static Outcome.Refused tooMany(String field, int most) {
        IntakeRule rule = IntakeRule.LIST_TOO_LONG;
        return new Outcome.Refused(
                List.of(new Refusal(rule.name(), rule.ruleId(), field, null, Map.of("max", String.valueOf(most)))));
    }

    /** What a rule says. */
    public static Refusal of(RuleViolation violation) {
        return new Refusal(
                violation.rule().name(), violation.rule().ruleId(), violation.field(), null, violation.details());
    }

    private Refusals() {}
}
