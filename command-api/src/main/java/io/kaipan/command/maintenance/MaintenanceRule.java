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
    /** No view, and no policy, has a processor of that name, or not any more. */
    PROCESSOR_UNKNOWN("AUD-5"),
    /** There is no view of that name. */
    VIEW_UNKNOWN("AUD-5"),
    /** Another generation of the view is being built, or catches up. */
    REBUILD_UNDER_WAY("AUD-5"),
    /** No generation of the view is being built, or catches up. */
    NO_REBUILD("AUD-5"),
    /** The generation has not read everything that the one that is read has. */
    NOT_CAUGHT_UP("AUD-5"),
    /** The generation has parked events that the one that is read could handle. */
    EVENTS_PARKED("AUD-5"),
    /** No generation that was read before is left. */
    NOTHING_TO_SWITCH_BACK("AUD-5"),
    /** Readers keep the view busy. */
    VIEW_BUSY("AUD-5"),
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
