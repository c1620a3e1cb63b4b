package io.kaipan.domain.opportunity;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.WrittenAnswer;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.user.UserName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an opportunity. Personal data reads null once the customer is forgotten. {@code policyVersion} is the
 * version of the project's policies that a decision was taken by (G-11).
 */
public sealed interface OpportunityEvent {
    OpportunityId opportunity();

    CustomerId customer();

    /**
     * @param name "{customer} 对 {project} 有意向" unless somebody chose another (OPP-1)
     * @param winProbability percent, from the stage
     * @param lead the lead it came from, whose interactions are its own past (LEA-3)
     * @param lastContactAt when the customer had been reached last, as the lead knew; null when it came from none
     * @param occurredAt when it arose; the time in its first stage counts from then
     */
    @LoggedAs(value = "opportunity.OpportunityOpened", revision = 2)
    record OpportunityOpened(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            ProjectCode project,
            @PersonalData String name,
            String awarenessChannel,
            String stage,
            int winProbability,
            String followUpLevel,
            @Nullable Money estimatedValue,
            @Nullable LocalDate closeDate,
            @PersonalData @Nullable String description,
            @Nullable UserName owner,
            @Nullable LeadId lead,
            @Nullable Instant lastContactAt,
            Instant occurredAt,
            @Nullable String originalAuthor,
            int policyVersion)
            implements OpportunityEvent {}

    @LoggedAs("opportunity.OpportunityEdited")
    record OpportunityEdited(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            @PersonalData String name,
            String awarenessChannel,
            @PersonalData @Nullable String description,
            int policyVersion)
            implements OpportunityEvent {}

    /** @param previousOwner null when nobody owned it */
    @LoggedAs("opportunity.OpportunityAssigned")
    record OpportunityAssigned(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            @Nullable UserName previousOwner,
            UserName owner,
            @PersonalData String reason)
            implements OpportunityEvent {}

    /** @param timeInStage how long it stood in the stage before; times of all stages add up to its age */
    @LoggedAs("opportunity.StageAdvanced")
    record StageAdvanced(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            String previousStage,
            String stage,
            int winProbability,
            Duration timeInStage,
            Instant occurredAt,
            int policyVersion)
            implements OpportunityEvent {}

    /**
     * @param winProbability percent, as it is now
     * @param overridden whether that is the consultant's and not the stage's (OPP-2)
     */
    @LoggedAs("opportunity.OpportunityEstimated")
    record OpportunityEstimated(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            @Nullable Money estimatedValue,
            @Nullable LocalDate closeDate,
            int winProbability,
            boolean overridden)
            implements OpportunityEvent {}

    @LoggedAs("opportunity.FollowUpLevelSet")
    record FollowUpLevelSet(
            OpportunityId opportunity, @DataSubject CustomerId customer, String followUpLevel, int policyVersion)
            implements OpportunityEvent {}

    /**
     * @param counterpart null means the customer
     * @param occurredAt when it started
     */
    @LoggedAs("opportunity.InteractionLogged")
    record InteractionLogged(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            InteractionId interaction,
            InteractionKind kind,
            @PersonalData String initiator,
            @PersonalData @Nullable String counterpart,
            @PersonalData @Nullable String place,
            @PersonalData String subject,
            @PersonalData @Nullable String content,
            boolean reached,
            Priority priority,
            Instant occurredAt,
            @Nullable Instant endedAt,
            @Nullable String originalAuthor)
            implements OpportunityEvent {}

    @LoggedAs("opportunity.InteractionStruck")
    record InteractionStruck(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            InteractionId interaction,
            @PersonalData String reason)
            implements OpportunityEvent {}

    @LoggedAs("opportunity.FollowUpPlanned")
    record FollowUpPlanned(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            InteractionKind kind,
            Instant dueAt,
            @PersonalData String subject)
            implements OpportunityEvent {}

    /**
     * @param answers every answer, without own words
     * @param written answers in own words
     */
    @LoggedAs("opportunity.QuestionnaireAnswered")
    record QuestionnaireAnswered(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            ProjectCode project,
            QuestionnaireCode questionnaire,
            int questionnaireVersion,
            List<Answer> answers,
            @PersonalData @Nullable List<WrittenAnswer> written,
            Instant occurredAt)
            implements OpportunityEvent {}

    /**
     * @param state what the clock came to: whom it reminds (OPP-8)
     * @param owner who is reminded; null while nobody owns it
     * @param waitingSince the contact that it counts from, or else the opening
     * @param days calendar days since then, in the project's time zone
     */
    @LoggedAs("opportunity.FollowUpReminded")
    record FollowUpReminded(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            FollowUpState state,
            @Nullable UserName owner,
            Instant waitingSince,
            int days,
            int policyVersion)
            implements OpportunityEvent {}

    @LoggedAs("opportunity.CoVisitorAdded")
    record CoVisitorAdded(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            @PersonalData ContactPerson visitor) implements OpportunityEvent {}

    /** @param previousVisitor null when the customer came in person, and once the customer is forgotten */
    @LoggedAs("opportunity.VisitorReplaced")
    record VisitorReplaced(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            @PersonalData @Nullable ContactPerson previousVisitor,
            @PersonalData ContactPerson visitor,
            @PersonalData String reason)
            implements OpportunityEvent {}

    /**
     * @param timeInStage how long it had stood in its last stage
     * @param originalAuthor who wrote it down first, for imported history (G-10)
     */
    @LoggedAs(value = "opportunity.OpportunityWon", revision = 2)
    record OpportunityWon(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            String stage,
            @Nullable String reason,
            Duration timeInStage,
            Instant occurredAt,
            @Nullable String originalAuthor,
            int policyVersion)
            implements OpportunityEvent {}

    /**
     * @param timeInStage how long it had stood in its last stage
     * @param originalAuthor who wrote it down first, for imported history (G-10)
     */
    @LoggedAs(value = "opportunity.OpportunityLost", revision = 2)
    record OpportunityLost(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            String stage,
            String reason,
            @Nullable String competitor,
            @PersonalData @Nullable String note,
            Duration timeInStage,
            Instant occurredAt,
            @Nullable String originalAuthor,
            int policyVersion)
            implements OpportunityEvent {}

    /** @param stage the last one it stood in while open; @param winProbability percent, from the stage */
    @LoggedAs("opportunity.OpportunityReopened")
    record OpportunityReopened(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            String stage,
            int winProbability,
            @PersonalData String reason,
            Instant occurredAt,
            int policyVersion)
            implements OpportunityEvent {}
}
