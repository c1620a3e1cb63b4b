package io.kaipan.domain.member;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.WrittenAnswer;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a member account. {@code policyVersion} is the version of the named project's policies that a decision
 * was taken by (G-11). Personal data reads null once the customer is forgotten.
 */
public sealed interface MemberEvent {
    MemberAccountId account();

    CustomerId customer();

    /**
     * An entry of the account's ledger, which is never changed (PTS-1). The balance is the sum of all entries' changes at
     * every point of the history (PTS-6).
     */
    sealed interface LedgerEvent extends MemberEvent {
        /** The entry's number in its account: from 1, without gaps, in the order written. */
        int entry();

        /** By how much the balance changes. */
        int change();

        /** The balance after this entry; below zero it is a debt, which later points fill first. */
        long balance();

        /** The entries that points it takes had come with, oldest first; none when it takes none. */
        default List<PointsUse> uses() {
            return List.of();
        }
    }

    /**
     * @param project where they applied
     * @param city the project's: the region whose club the member joins (PRC-5)
     * @param referrer the account of the member who referred them, whose card they named; null when nobody did
     * @param occurredAt when they applied
     */
    @LoggedAs("member.MembershipApplied")
    record MembershipApplied(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            ProjectCode project,
            String city,
            @Nullable MemberAccountId referrer,
            Instant occurredAt,
            @Nullable String originalAuthor)
            implements MemberEvent {}

    /**
     * @param project where they applied
     * @param answers every answer, without own words
     * @param written answers in own words; null when there are none
     */
    @LoggedAs("member.EntryQuestionnaireAnswered")
    record EntryQuestionnaireAnswered(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            ProjectCode project,
            QuestionnaireCode questionnaire,
            int questionnaireVersion,
            List<Answer> answers,
            @PersonalData @Nullable List<WrittenAnswer> written,
            Instant occurredAt)
            implements MemberEvent {}

    /**
     * The account is a member's from now on. Its id is the cause of the points for joining.
     *
     * @param project where they applied
     * @param card unique, without gaps in its series
     * @param level the lowest
     * @param referrer as applied with
     * @param occurredAt when a clerk confirmed
     */
    @LoggedAs("member.MembershipConfirmed")
    record MembershipConfirmed(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            ProjectCode project,
            CardNumber card,
            MemberLevel level,
            @Nullable MemberAccountId referrer,
            Instant occurredAt,
            int policyVersion)
            implements MemberEvent {}

    /**
     * The club of the member's own city cleared them for another one: from now on they get discount and points in all its
     * projects (PRC-5).
     *
     * @param project through which it was recorded, of that city
     * @param clearance names the document
     * @param occurredAt when it was given
     */
    @LoggedAs("member.RegionalClearanceRecorded")
    record RegionalClearanceRecorded(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            ProjectCode project,
            String city,
            @PersonalData String clearance,
            Instant occurredAt)
            implements MemberEvent {}

    /**
     * Points for something that happened. No account gets the same kind twice for the same cause (PTS-5).
     *
     * @param project whose policy says how many
     * @param points 0 or more; 0 only for a purchase too small for a point, which still counts for the level
     * @param debtFilled how many of them filled a debt; the others are there to be used
     * @param cause id of the event that they are for
     * @param expiresOn the first day on which what is left of them counts no more, in the project's time zone; null means
     *     never (PTS-7)
     * @param occurredAt when what they are for happened
     */
    @LoggedAs("member.PointsAwarded")
    record PointsAwarded(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            int entry,
            PointsKind kind,
            ProjectCode project,
            int points,
            int debtFilled,
            String cause,
            @Nullable LocalDate expiresOn,
            Instant occurredAt,
            long balance,
            int policyVersion)
            implements LedgerEvent {
        @Override
        public int change() {
            return points;
        }
    }

    /**
     * Takes an award back, once (PTS-6): all of it but what had expired.
     *
     * @param voids number of the award's entry
     * @param kind the award's
     * @param points how many are taken back
     * @param expired how many of the award had expired, and are gone already
     * @param uses where they are taken from: what is left of the award itself, then of others, oldest first
     * @param debt how many were spent already, and are owed from now on
     * @param cause id of the event because of which
     */
    @LoggedAs("member.PointsVoided")
    record PointsVoided(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            int entry,
            int voids,
            PointsKind kind,
            int points,
            int expired,
            List<PointsUse> uses,
            int debt,
            String cause,
            long balance)
            implements LedgerEvent {
        @Override
        public int change() {
            return -points;
        }
    }

    /**
     * The member spent points.
     *
     * @param redemption the cause: each redemption is entered once
     * @param project where
     * @param points how many, the sum of uses
     * @param uses the entries that had brought them, oldest first
     * @param purpose what they were spent on
     */
    @LoggedAs("member.PointsRedeemed")
    record PointsRedeemed(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            int entry,
            RedemptionId redemption,
            ProjectCode project,
            int points,
            List<PointsUse> uses,
            @PersonalData String purpose,
            long balance)
            implements LedgerEvent {
        @Override
        public int change() {
            return -points;
        }
    }

    /** Somebody asks for an adjustment by hand; the ledger is as it was. @param points to be added, or taken when negative */
    @LoggedAs("member.PointsAdjustmentRequested")
    record PointsAdjustmentRequested(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            AdjustmentId adjustment,
            int points,
            @PersonalData String reason)
            implements MemberEvent {}

    /**
     * Somebody else than who asked approved an adjustment.
     *
     * @param adjustment the cause: the request, which has the reason
     * @param points added, or taken when negative
     * @param debtFilled how many of those added filled a debt; 0 when points are taken
     * @param uses the entries that those taken had come with, oldest first; empty when points are added
     * @param expiresOn as for an award; null too when points are taken
     * @param requestedBy login name of who asked
     * @param policyVersion of the policies of the project where the member joined
     */
    @LoggedAs("member.PointsAdjusted")
    record PointsAdjusted(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            int entry,
            AdjustmentId adjustment,
            int points,
            int debtFilled,
            List<PointsUse> uses,
            @Nullable LocalDate expiresOn,
            @PersonalData String reason,
            String requestedBy,
            long balance,
            int policyVersion)
            implements LedgerEvent {
        @Override
        public int change() {
            return points;
        }
    }

    /** An adjustment will not be made. */
    @LoggedAs("member.PointsAdjustmentRefused")
    record PointsAdjustmentRefused(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            AdjustmentId adjustment,
            @PersonalData String reason)
            implements MemberEvent {}

    /**
     * What was left of points whose day had come (PTS-7).
     *
     * @param points how many, the sum of uses
     * @param uses the entries that had brought them, oldest first: the causes
     * @param day on which it was found, in the time zone of the project where the member joined
     */
    @LoggedAs("member.PointsExpired")
    record PointsExpired(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            int entry,
            int points,
            List<PointsUse> uses,
            LocalDate day,
            long balance)
            implements LedgerEvent {
        @Override
        public int change() {
            return -points;
        }
    }

    /**
     * The level, or what it rests on, has changed (MEM-2).
     *
     * @param previous the level before; the same when only its basis changed
     * @param bases all that the level rests on now; empty for BLUE
     * @param reason why a manager granted it; null when it follows from the ledger
     * @param policyVersion of the policies of the project where the member joined
     */
    @LoggedAs("member.LevelChanged")
    record LevelChanged(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            MemberLevel previous,
            MemberLevel level,
            List<LevelBasis> bases,
            @PersonalData @Nullable String reason,
            int policyVersion)
            implements MemberEvent {}

    /** Nothing more is given or redeemed. @param balance what is left, and can't be used any more; a debt below zero */
    @LoggedAs("member.MembershipClosed")
    record MembershipClosed(
            MemberAccountId account,
            @DataSubject CustomerId customer,
            @PersonalData String reason,
            long balance) implements MemberEvent {}
}
