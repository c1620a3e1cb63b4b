package io.kaipan.domain.project;

import io.kaipan.domain.shared.Rule;

/** Refusals about projects and their policies. */
public enum ProjectRule implements Rule {
    /** A code has other characters than capitals, digits and hyphens, or a wrong length. */
    PROJECT_CODE_INVALID("PRJ-1"),
    /** Another project has that code. */
    PROJECT_CODE_TAKEN("PRJ-1"),
    /** No project has that code. */
    PROJECT_UNKNOWN("PRJ-1"),
    /** A closed project takes nothing new. */
    PROJECT_CLOSED("PRJ-3"),
    /** The time zone is not in the IANA database. */
    TIME_ZONE_UNKNOWN("G-1"),
    /** The project has no such awareness channel, or has retired it. */
    AWARENESS_CHANNEL_UNKNOWN("PRJ-1"),
    /** The project has no such follow-up level, or has retired it. */
    FOLLOW_UP_LEVEL_UNKNOWN("PRJ-1"),
    /** The project has no such stage, or has retired it. */
    STAGE_UNKNOWN("PRJ-1"),
    /** The project has no such close reason, or has retired it. */
    CLOSE_REASON_UNKNOWN("PRJ-1"),
    /** A policy names one code twice. */
    POLICY_CODE_REPEATED("PRJ-1"),
    /** A policy leaves out a code that was in use; codes are retired, never deleted. */
    POLICY_CODE_MISSING("G-11"),
    /** A policy has no entry in use. */
    POLICY_EMPTY("PRJ-1"),
    /** A win probability is not between 0 and 100. */
    PROBABILITY_OUT_OF_RANGE("OPP-2"),
    /** The days of the follow-up clock don't follow each other, or aren't between 1 and 365. */
    FOLLOW_UP_DAYS_DISORDERED("OPP-8"),
    /** An amount of the club's policy is negative or beyond all measure. */
    CLUB_AMOUNTS_UNSOUND("PTS-1"),
    /** GOLD would ask for less than SILVER. */
    CLUB_LEVELS_DISORDERED("MEM-2"),
    /** A card number is 1 to 6 capitals and at least 4 to 12 digits. */
    CARD_FORMAT_INVALID("MEM-1"),
    /** A policy would take effect on a day that is over. */
    EFFECTIVE_DATE_PAST("G-11");

    private final String ruleId;

    ProjectRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
