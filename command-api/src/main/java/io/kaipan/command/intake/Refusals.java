package io.kaipan.command.intake;

import io.kaipan.domain.shared.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refusals without further details. */
public final class Refusals {
    /** The one refusal of a request as a whole. */
    public static Outcome.Refused of(Rule rule) {
        return at(null, rule);
    }

    /** The one refusal of a request, at a component of its body. */
    public static Outcome.Refused at(@Nullable String field, Rule rule) {
        return new Outcome.Refused(List.of(new Refusal(rule.name(), rule.ruleId(), field, null, Map.of())));
    }

    private Refusals() {}
}
