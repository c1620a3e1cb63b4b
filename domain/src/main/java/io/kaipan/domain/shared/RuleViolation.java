package io.kaipan.domain.shared;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refused command (G-6): nothing changed, no event was raised. Its words are looked up by code and language at the
 * edge; {@code details} fill their placeholders and must hold no personal data.
 */
public final class RuleViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rule rule;
    private final @Nullable String field;
    private final transient Map<String, String> details;

    public RuleViolation(Rule rule) {
        this(rule, null, Map.of());
    }

    private RuleViolation(Rule rule, @Nullable String field, Map<String, String> details) {
        super(rule.name() + " (" + rule.ruleId() + ")", null, false, false);
        this.rule = rule;
        this.field = field;
        this.details = details;
    }

    /** The same refusal, pointing at a component of the command, for example {@code customer.phone}. */
    public RuleViolation at(String field) {
        return new RuleViolation(rule, field, details);
    }

    /** The same refusal with a value for its sentence, for example the id of the record that stands in the way. */
    public RuleViolation with(String name, Object value) {
        Map<String, String> more = new java.util.TreeMap<>(details);
        more.put(name, value.toString());
        return new RuleViolation(rule, field, Map.copyOf(more));
    }

    public Rule rule() {
        return rule;
    }

    /** The path of the command's component at fault, or null when the fault lies in the state of things. */
    public @Nullable String field() {
        return field;
    }

    public Map<String, String> details() {
        return details;
    }
}
