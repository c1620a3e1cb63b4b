package io.kaipan.command.maintenance;

import io.kaipan.domain.shared.Rule;

/** Refusals of what an administrator asks of the machinery. */
public enum MaintenanceRule implements Rule {
    /** No event is parked under that id, or not any more. */
    DEAD_LETTER_UNKNOWN("AUD-5"),
    /** The parked event still can't be handled. */
    DEAD_LETTER_CAUSE_REMAINS("AUD-5"),
    /** Somebody else is trying the parked event at this moment. */
    DEAD_LETTER_BUSY("AUD-5"),
    /** No view, and no policy, has a processor of that name. */
    PROCESSOR_UNKNOWN("AUD-5"),
    /** Something is done away with for good, and nobody says why. */
    REASON_REQUIRED("AUD-6");

    private final String ruleId;

    MaintenanceRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
