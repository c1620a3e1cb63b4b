package io.kaipan.domain.opportunity;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
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
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an opportunity. */
public sealed interface OpportunityCommand {
    @TargetAggregateIdentifier
    OpportunityId opportunity();

    /**
     * Opens an opportunity directly (OPP-1). From a lead it is opened by {@code QualifyLead}.
     *
     * @param customer a new customer, found by phone; this or {@code existingCustomer}
     * @param existingCustomer a customer in the sender's care; this or {@code customer}
     * @param name null means "{customer} 对 {project} 有意向"
     * @param awarenessChannel code from the project's policy
     * @param stage code from the project's policy; null means its first
     * @param followUpLevel code from the project's policy
     * @param owner the consultant; null means the sender when they are one, otherwise nobody yet
     * @param occurredAt when it arose; null means now (G-10)
     * @param originalAuthor who wrote it down first, for imported history (G-10)
     */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record OpenOpportunity(
            @NewId OpportunityId opportunity,
            ProjectCode project,
            @Nullable NewCustomer customer,
            @Nullable CustomerId existingCustomer,
            @Nullable @Text(max = 200) String name,
            String awarenessChannel,
            @Nullable String stage,
            String followUpLevel,
            @Nullable Money estimatedValue,
            @Nullable LocalDate closeDate,
            @Nullable @Text(max = 2000) String description,
            @Nullable UserName owner,
            @Nullable Instant occurredAt,
            @Nullable String originalAuthor)
            implements OpportunityCommand {}

    /**
     * Writes down an opportunity of the past that had ended before (G-10). It never has a place among the open ones (OPP-6).
     *
     * @param customer found by phone
     * @param name null means "{customer} 对 {project} 有意向"
     * @param stage code of the last one it stood in; null means the project's first
     * @param owner the consultant; null means the sender when they are one, otherwise nobody yet
     * @param occurredAt when it arose
     * @param outcome how it ended
     * @param reason code of one of the project's close reasons; required of a lost one (OPP-7)
     * @param competitor where the customer bought instead, of a lost one
     * @param note of a lost one
     * @param closedAt when it ended, not before it arose
     * @param originalAuthor who wrote it down first
     */
    @SentBy(Role.SALES_MANAGER)
    record RecordClosedOpportunity(
            @NewId OpportunityId opportunity,
            ProjectCode project,
            NewCustomer customer,
            @Nullable @Text(max = 200) String name,
            String awarenessChannel,
            @Nullable String stage,
            String followUpLevel,
            @Nullable Money estimatedValue,
            @Nullable @Text(max = 2000) String description,
            @Nullable UserName owner,
            Instant occurredAt,
            OpportunityOutcome outcome,
            @Nullable String reason,
            @Nullable String competitor,
            @Nullable @Text(max = 2000) String note,
            Instant closedAt,
            @Nullable String originalAuthor)
            implements OpportunityCommand {}

    /** Replaces what an opportunity says (OPP-1). @param description removed when left out */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record EditOpportunity(
            OpportunityId opportunity,
            @Text(max = 200) String name,
            String awarenessChannel,
            @Nullable @Text(max = 2000) String description)
            implements OpportunityCommand {}

    /** Hands an opportunity, open or closed, to another consultant, 机会分配 (OPP-4). It touches nothing else. */
    @SentBy(Role.SALES_MANAGER)
    record AssignOpportunity(
            OpportunityId opportunity,
            UserName owner,
            @Text(max = 500) String reason) implements OpportunityCommand {}

    /** Moves an opportunity along the project's list of stages, back or forth (OPP-2). @param stage code */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record AdvanceStage(OpportunityId opportunity, String stage) implements OpportunityCommand {}

    /**
     * Says what an opportunity is thought to bring (OPP-1, OPP-2): what is left out is removed.
     *
     * @param closeDate 估计关闭日期
     * @param winProbability percent, 0 to 100, in place of the stage's; null means the stage's
     */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record EstimateOpportunity(
            OpportunityId opportunity,
            @Nullable Money estimatedValue,
            @Nullable LocalDate closeDate,
            @Nullable Integer winProbability)
            implements OpportunityCommand {}

    /** Sets the follow-up level (OPP-1). @param followUpLevel code from the project's policy */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record SetFollowUpLevel(OpportunityId opportunity, String followUpLevel) implements OpportunityCommand {}

    /**
     * Writes down an interaction, 交互 (OPP-3).
     *
     * @param initiator who began it; null means the sender
     * @param counterpart whom they had to do with; null means the customer
     * @param place where, of an appointment
     * @param reached whether the customer was reached; only that counts as contact
     * @param priority null means NORMAL
     * @param occurredAt when it started; null means now (G-10)
     * @param endedAt when it ended, not before it started
     * @param originalAuthor who wrote it down first, for imported history (G-10)
     */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.SALES_MANAGER})
    record LogInteraction(
            OpportunityId opportunity,
            @NewId InteractionId interaction,
            InteractionKind kind,
            @Nullable @Text(max = 50) String initiator,
            @Nullable @Text(max = 50) String counterpart,
            @Nullable @Text(max = 200) String place,
            @Text(max = 200) String subject,
            @Nullable @Text(max = 2000) String content,
            boolean reached,
            @Nullable Priority priority,
            @Nullable Instant occurredAt,
            @Nullable Instant endedAt,
            @Nullable String originalAuthor)
            implements OpportunityCommand {}

    /** Strikes an interaction that was written down by mistake; it stays readable (OPP-3). */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record StrikeInteraction(
            OpportunityId opportunity,
            InteractionId interaction,
            @Text(max = 500) String reason) implements OpportunityCommand {}

    /** Plans the next follow-up, in the place of the one planned before (OPP-8). @param dueAt in the future */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record PlanFollowUp(
            OpportunityId opportunity,
            InteractionKind kind,
            Instant dueAt,
            @Text(max = 200) String subject) implements OpportunityCommand {}

    /**
     * Answers a questionnaire (QST-2), in the version that is in force.
     *
     * @param version of the questionnaire, as it was before whoever answered
     * @param answers one for each question answered
     * @param occurredAt when it was answered; null means now (G-10)
     */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.SALES_MANAGER})
    record AnswerQuestionnaire(
            OpportunityId opportunity,
            QuestionnaireCode questionnaire,
            int version,
            List<Answer> answers,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}

    /**
     * Looks whether a reminder of a follow-up is due, and gives it: each for a contact once. Raises nothing when none is
     * due, and of a closed opportunity (OPP-8).
     */
    @BySystem
    record RemindFollowUp(OpportunityId opportunity) implements OpportunityCommand {}

    /** Notes somebody who came together with the customer (OPP-5). */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.SALES_MANAGER})
    record AddCoVisitor(OpportunityId opportunity, ContactPerson visitor) implements OpportunityCommand {}

    /** Notes who comes now in the place of who came before, for the same purchase (OPP-5). */
    @SentBy({Role.CONSULTANT, Role.RECEPTION, Role.SALES_MANAGER})
    record ReplaceVisitor(
            OpportunityId opportunity,
            ContactPerson visitor,
            @Text(max = 500) String reason) implements OpportunityCommand {}

    /**
     * Wins an opportunity by a signed subscription (OPP-7, SUB-2).
     *
     * @param reason code of one of the project's close reasons, where the customer gave one
     */
    @BySystem
    record WinOpportunity(
            OpportunityId opportunity, @Nullable String reason) implements OpportunityCommand {}

    /**
     * Loses an opportunity (OPP-7).
     *
     * @param reason code of one of the project's close reasons
     * @param competitor where the customer bought instead
     */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record LoseOpportunity(
            OpportunityId opportunity,
            String reason,
            @Nullable String competitor,
            @Nullable @Text(max = 2000) String note)
            implements OpportunityCommand {}

    /** Takes a lost opportunity up again where it stood, 重新激活 (OPP-7). */
    @SentBy({Role.CONSULTANT, Role.SALES_MANAGER})
    record ReopenOpportunity(
            OpportunityId opportunity, @Text(max = 500) String reason) implements OpportunityCommand {}
}
