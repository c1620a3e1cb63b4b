package io.kaipan.domain.customer;

import io.kaipan.domain.shared.Rule;

/** Refusals about customers. */
public enum CustomerRule implements Rule {
    /** The text is no valid phone number. */
    PHONE_INVALID("CUS-1"),
    /** The phone number belongs to another customer. */
    PHONE_TAKEN("CUS-2"),
    /** A customer keeps at least one phone number. */
    PHONE_REQUIRED("CUS-1");

    private final String ruleId;

    CustomerRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
