package io.kaipan.domain.customer;

import io.kaipan.domain.shared.Rule;

/** Refusals about customers. */
public enum CustomerRule implements Rule {
    /** The text is no valid phone number. */
    PHONE_INVALID("CUS-1"),
    /** The phone number belongs to another customer. */
    PHONE_TAKEN("CUS-2"),
    /** A customer keeps at least one phone number. */
    PHONE_REQUIRED("CUS-1"),
    /** A customer is not merged with themselves. */
    MERGE_WITH_SELF("CUS-4"),
    /** The customer was merged into another, who stands for them. */
    CUSTOMER_MERGED("CUS-4"),
    /** The one was not merged into the other. */
    NOT_MERGED("CUS-4"),
    /** Who are linked as relatives are two people. */
    MERGE_OF_RELATIVES("CUS-4"),
    /** Both customers have an ACTIVE lead in one project; one of them is closed first. */
    MERGE_TWO_ACTIVE_LEADS("LEA-8"),
    /** Both customers have an open opportunity in one project; one of them is closed first. */
    MERGE_TWO_OPEN_OPPORTUNITIES("OPP-6"),
    /** Both customers are members of the owners' club, or have applied; one of these is closed first. */
    MERGE_TWO_MEMBERSHIPS("MEM-1"),
    /** Nobody is a relative of their own. */
    RELATIVE_IS_SELF("CUS-5"),
    /** The relative named is not in the books. */
    RELATIVE_UNKNOWN("CUS-5"),
    /** The two are linked already, from either side. */
    RELATIVE_ALREADY_LINKED("CUS-5"),
    /** There is no such link, or none that can still be decided. */
    RELATIVE_NOT_LINKED("CUS-5"),
    /** The link is approved: it isn't refused any more, and only a manager removes it. */
    RELATIVE_APPROVED("CUS-5");

    private final String ruleId;

    CustomerRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
