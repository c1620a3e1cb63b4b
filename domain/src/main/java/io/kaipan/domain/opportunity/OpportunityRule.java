package io.kaipan.domain.opportunity;

import io.kaipan.domain.shared.Rule;

/** Refusals about opportunities. */
public enum OpportunityRule implements Rule {
    /** The customer has another open opportunity in the project. */
    OPPORTUNITY_ALREADY_OPEN("OPP-6"),
    /** The opportunity is won or lost. */
    OPPORTUNITY_NOT_OPEN("OPP-7"),
    /** Only a lost opportunity can be reopened. */
    OPPORTUNITY_NOT_LOST("OPP-7"),
    /** An opportunity is opened for a customer: a new one or one in the books, not both. */
    CUSTOMER_REQUIRED("OPP-1"),
    /** An opportunity of the past ended before it arose. */
    CLOSED_BEFORE_OPENING("G-10"),
    /** A lost opportunity has a reason. */
    LOSS_REASON_REQUIRED("OPP-7"),
    /** Competitor and note are said of lost opportunities. */
    NOT_SAID_OF_WON("OPP-7"),
    /** The estimated close date lies before the opportunity's opening. */
    CLOSE_DATE_BEFORE_OPENING("OPP-1"),
    /** The estimated value is negative. */
    ESTIMATED_VALUE_NEGATIVE("OPP-1"),
    /** An interaction ends before it starts. */
    INTERACTION_ENDS_BEFORE_START("OPP-3"),
    /** The opportunity has no such interaction. */
    INTERACTION_UNKNOWN("OPP-3"),
    /** Another interaction of the opportunity has that id. */
    INTERACTION_ID_TAKEN("G-3"),
    /** Only an appointment has a place. */
    PLACE_WITHOUT_APPOINTMENT("OPP-3"),
    /** A follow-up is planned for a time that is over. */
    FOLLOW_UP_IN_PAST("OPP-8");

    private final String ruleId;

    OpportunityRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
