package io.kaipan.command.bulk;

import io.kaipan.command.intake.Refusal;
import java.util.List;
import java.util.Map;

/** A file that is not taken at all: nothing of it is imported. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    /** @param refusals at least one */
    ImportRefused(List<Refusal> refusals) {
        super(refusals.getFirst().code(), null, false, false);
        this.refusals = List.copyOf(refusals);
    }

    ImportRefused(ImportRule rule) {
        this(List.of(refusal(rule, Map.of())));
    }

    ImportRefused(ImportRule rule, String detail, Object value) {
        this(List.of(refusal(rule, Map.of(detail, value.toString()))));
    }

    static Refusal refusal(ImportRule rule, Map<String, String> details) {
        return new Refusal(rule.name(), rule.ruleId(), null, null, details);
    }

    /** All faults found at once, all of them of {@link ImportRule}. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
