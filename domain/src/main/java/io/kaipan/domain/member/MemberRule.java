package io.kaipan.domain.member;

import io.kaipan.domain.shared.Rule;

/** Refusals about members and their points. */
public enum MemberRule implements Rule {
    /** A membership is applied for by a customer: a new one or one in the books, not both. */
    APPLICANT_REQUIRED("MEM-1"),
    /** The customer has an application or a membership that isn't closed. */
    ALREADY_A_MEMBER("MEM-1"),
    /** No card has that number. */
    CARD_UNKNOWN("MEM-1"),
    /** The membership is confirmed already. */
    MEMBERSHIP_CONFIRMED("MEM-1"),
    /** The membership is closed. */
    MEMBERSHIP_CLOSED("MEM-1"),
    /** The application isn't confirmed yet. */
    MEMBERSHIP_NOT_CONFIRMED("MEM-1"),
    /** An entry questionnaire is to be answered first. */
    ENTRY_QUESTIONNAIRE_REQUIRED("MEM-1"),
    /** The questionnaire is none for joining. */
    NOT_AN_ENTRY_QUESTIONNAIRE("QST-1"),
    /** Only a member can refer. */
    REFERRER_NOT_A_MEMBER("PTS-2"),
    /** Nobody refers themselves or a joint buyer. */
    SELF_REFERRAL("PTS-4"),
    /** Who is to be referred has referred the referrer, directly or through others. */
    REFERRAL_CIRCLE("PTS-4"),
    /** The member's own city needs no clearance. */
    OWN_CITY("PRC-5"),
    /** The member joined in another city, whose club hasn't cleared them. */
    CLEARANCE_REQUIRED("PRC-5"),
    /** The card's holder is no relative of the buyer's, or not one who counts for discounts here. */
    NOT_A_RELATIVE("PRC-4"),
    /** A grant raises the level. */
    LEVEL_NOT_HIGHER("MEM-2"),
    /** The ledger has no entry of that number. */
    ENTRY_UNKNOWN("PTS-6"),
    /** The entry is no award: only awards are voided. */
    ENTRY_NOT_AN_AWARD("PTS-6"),
    /** The award was voided for another cause. */
    ENTRY_ALREADY_VOIDED("PTS-6"),
    /** There are fewer points. */
    POINTS_INSUFFICIENT("PTS-7"),
    /** So many points are neither redeemed nor adjusted at a time. */
    POINTS_OUT_OF_RANGE("PTS-1"),
    /** Another redemption or adjustment of the account has that id. */
    POINTS_ID_TAKEN("G-3"),
    /** No adjustment of that id waits. */
    ADJUSTMENT_UNKNOWN("PTS-6");

    private final String ruleId;

    MemberRule(String ruleId) {
        this.ruleId = ruleId;
    }

    @Override
    public String ruleId() {
        return ruleId;
    }
}
