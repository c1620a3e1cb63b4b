package io.kaipan.domain.testing;

import io.kaipan.domain.shared.Rule;
import io.kaipan.domain.shared.RuleViolation;
import java.util.Map;
import java.util.Objects;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;

/** Matchers for refused commands (G-6). */
public final class Refusals {
    /** A refusal by that rule that points at no component. */
    public static Matcher<RuleViolation> refusal(Rule rule) {
        return refusal(rule, null, Map.of());
    }

    /** A refusal by that rule that points at that component. */
    public static Matcher<RuleViolation> refusal(Rule rule, String field) {
        return refusal(rule, field, Map.of());
    }

    /** A refusal by that rule with exactly that component and those values for its sentence. */
    public static Matcher<RuleViolation> refusal(Rule rule, @Nullable String field, Map<String, String> details) {
        return new CustomTypeSafeMatcher<>(rule + " at " + field + " with " + details) {
            @Override
            protected boolean matchesSafely(RuleViolation refused) {
                return refused.rule() == rule
                        && Objects.equals(refused.field(), field)
                        && refused.details().equals(details);
            }
        };
    }

    private Refusals() {}
}
