package io.kaipan.domain.member;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.NewCustomer;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.shared.BySystem;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.NewId;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import io.kaipan.domain.shared.Text;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a member account. What the system awards is given at most once for a cause (PTS-5), and not at all
 * where the rules give nothing: to who is no member then, or not cleared for the city.
 */
public sealed interface MemberCommand {
    @TargetAggregateIdentifier
    MemberAccountId account();

    /**
     * Applies for membership, 申请入会 (MEM-1).
     *
     * @param project where they apply
     * @param customer a new customer, found by phone; this or {@code existingCustomer}
     * @param existingCustomer a customer in the books; this or {@code customer}
     * @param referrer the card of the member who referred them (PTS-2)
     * @param occurredAt when they applied; null means now (G-10)
     * @param originalAuthor who wrote it down first, for imported history (G-10)
     */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.SALES_MANAGER})
    record ApplyForMembership(
            @NewId MemberAccountId account,
            ProjectCode project,
            @Nullable NewCustomer customer,
            @Nullable CustomerId existingCustomer,
            @Nullable CardNumber referrer,
            @Nullable Instant occurredAt,
            @Nullable String originalAuthor)
            implements MemberCommand {}

    /**
     * Answers an entry questionnaire, 入会问卷 (MEM-1, QST-2), in the version that is in force.
     *
     * @param version of the questionnaire, as it was before whoever answered
     * @param answers one for each question answered
     * @param occurredAt when it was answered; null means now (G-10)
     */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.SALES_MANAGER})
    record AnswerEntryQuestionnaire(
            MemberAccountId account,
            QuestionnaireCode questionnaire,
            int version,
            List<Answer> answers,
            @Nullable Instant occurredAt)
            implements MemberCommand {}

    /** Makes an applicant a member, 转正式会员, with a card of their own and level BLUE (MEM-1). */
    @SentBy({Role.RECEPTION, Role.SALES_MANAGER})
    record ConfirmMembership(MemberAccountId account) implements MemberCommand {}

    /**
     * Notes that the club of a member's own city has cleared them for another one (PRC-5).
     *
     * @param project in the city they are cleared for
     * @param clearance names the document
     * @param occurredAt when it was given; null means now (G-10)
     */
    @SentBy({Role.RECEPTION, Role.SALES_MANAGER})
    record RecordRegionalClearance(
            MemberAccountId account,
            ProjectCode project,
            @Text(max = 200) String clearance,
            @Nullable Instant occurredAt)
            implements MemberCommand {}

    /** Gives the points for joining (PTS-2). @param cause id of the event that confirmed it */
    @BySystem
    record AwardJoin(MemberAccountId account, String cause) implements MemberCommand {}

    /**
     * Gives a member the points for somebody who joined on their word (PTS-2).
     *
     * @param project where that one joined
     * @param cause id of the event that confirmed it
     * @param occurredAt when
     */
    @BySystem
    record AwardReferralJoin(MemberAccountId account, ProjectCode project, String cause, Instant occurredAt)
            implements MemberCommand {}

    /**
     * Gives the points for a visit, once for each project and day (PTS-3).
     *
     * @param cause id of the event that put it on record
     * @param occurredAt when they came
     */
    @BySystem
    record AwardViewing(MemberAccountId account, ProjectCode project, String cause, Instant occurredAt)
            implements MemberCommand {}

    /**
     * Gives a buyer the points for a purchase, or for their share in it (PTS-4).
     *
     * @param cause id of the event that signed it
     * @param share of the contract total
     * @param occurredAt when it was signed
     */
    @BySystem
    record AwardPurchase(MemberAccountId account, ProjectCode project, String cause, Money share, Instant occurredAt)
            implements MemberCommand {}

    /**
     * Gives a member the points for a purchase made on their word (PTS-4).
     *
     * @param cause id of the event that signed it
     * @param total of the contract
     * @param buyerLevel the level at signing of the buyer; null when they were no member
     * @param buyers all who bought
     * @param occurredAt when it was signed
     */
    @BySystem
    record AwardReferralPurchase(
            MemberAccountId account,
            ProjectCode project,
            String cause,
            Money total,
            @Nullable MemberLevel buyerLevel,
            List<CustomerId> buyers,
            Instant occurredAt)
            implements MemberCommand {}

    /**
     * Takes an award back (PTS-6), as when a purchase is undone.
     *
     * @param entry number of the award
     * @param cause id of the event because of which
     */
    @BySystem
    record VoidPoints(MemberAccountId account, int entry, String cause) implements MemberCommand {}

    /**
     * Spends points, 积分兑换 (PTS-7).
     *
     * @param project where
     * @param points at least 1, at most the balance
     * @param purpose what they are spent on
     */
    @SentBy({Role.RECEPTION, Role.CASHIER, Role.SALES_MANAGER})
    record RedeemPoints(
            MemberAccountId account,
            @NewId RedemptionId redemption,
            ProjectCode project,
            int points,
            @Text(max = 500) String purpose)
            implements MemberCommand {}

    /**
     * Asks that points be added or taken by hand, 积分调整; it is done once somebody else approves (G-9).
     *
     * @param points to be added, or taken when negative; at most 1,000,000 either way
     */
    @SentBy({Role.RECEPTION, Role.CASHIER, Role.SALES_MANAGER})
    record AdjustPoints(
            MemberAccountId account,
            @NewId AdjustmentId adjustment,
            int points,
            @Text(max = 500) String reason) implements MemberCommand {}

    /** Makes an adjustment that somebody else asked for (G-9). */
    @SentBy(Role.SALES_MANAGER)
    record ApproveAdjustment(MemberAccountId account, AdjustmentId adjustment) implements MemberCommand {}

    /** Refuses an adjustment that waits; who asked for it may take it back so. */
    @SentBy(Role.SALES_MANAGER)
    record RefuseAdjustment(
            MemberAccountId account,
            AdjustmentId adjustment,
            @Text(max = 500) String reason) implements MemberCommand {}

    /** Grants a level above the present one, 特批等级 (MEM-2). */
    @SentBy(Role.SALES_MANAGER)
    record GrantLevel(
            MemberAccountId account,
            MemberLevel level,
            @Text(max = 500) String reason) implements MemberCommand {}

    /** Takes what is left of points whose day has come (PTS-7). Raises nothing when there are none. */
    @BySystem
    record ExpirePoints(MemberAccountId account) implements MemberCommand {}

    /** Ends a membership or takes an application back, 退会 (MEM-1). What points are left can't be used any more. */
    @SentBy({Role.RECEPTION, Role.SALES_MANAGER})
    record CloseMembership(
            MemberAccountId account, @Text(max = 500) String reason) implements MemberCommand {}
}
