package io.kaipan.domain.opportunity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.opportunity.OpportunityCommand.AddCoVisitor;
import io.kaipan.domain.opportunity.OpportunityCommand.AdvanceStage;
import io.kaipan.domain.opportunity.OpportunityCommand.AnswerQuestionnaire;
import io.kaipan.domain.opportunity.OpportunityCommand.AssignOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.EditOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.EstimateOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.LogInteraction;
import io.kaipan.domain.opportunity.OpportunityCommand.LoseOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.PlanFollowUp;
import io.kaipan.domain.opportunity.OpportunityCommand.RemindFollowUp;
import io.kaipan.domain.opportunity.OpportunityCommand.ReopenOpportunity;
import io.kaipan.domain.opportunity.OpportunityCommand.ReplaceVisitor;
import io.kaipan.domain.opportunity.OpportunityCommand.SetFollowUpLevel;
import io.kaipan.domain.opportunity.OpportunityCommand.StrikeInteraction;
import io.kaipan.domain.opportunity.OpportunityCommand.WinOpportunity;
import io.kaipan.domain.opportunity.OpportunityEvent.CoVisitorAdded;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpLevelSet;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpPlanned;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpReminded;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEdited;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEstimated;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityReopened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityWon;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.kaipan.domain.opportunity.OpportunityEvent.VisitorReplaced;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.questionnaire.AnswerSheet;
import io.kaipan.domain.questionnaire.QuestionnaireBook;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A purchase that somebody is working on (OPP-1), until it is won or lost (OPP-7). */
@LoggedAs(value = "opportunity.Opportunity", revision = 4)
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Opportunity {
    @AggregateIdentifier
    private OpportunityId id;

    @DataSubject
    private CustomerId customer;

    private ProjectCode project;
    private OpportunityState state = OpportunityState.OPEN;
    private @Nullable UserName owner;
    private String awarenessChannel;
    private String followUpLevel;

    @PersonalData
    private @Nullable String name;

    @PersonalData
    private @Nullable String description;

    private Instant openedAt;
    /** The opening, or the last reopening. */
    private Instant openSince;

    private @Nullable Instant carriedContactAt;
    /** Every reminder that was given; a contact that is struck brings back what was given before it. */
    private List<FollowUpReminded> reminded = List.of();

    private String stage;
    private int stageProbability;
    /** Since when it has stood in its stage, while open. */
    private Instant inStageSince;

    private int winProbability;
    private boolean overridden;
    private @Nullable Money estimatedValue;
    private @Nullable LocalDate closeDate;
    private List<InteractionLogged> interactions = List.of();
    private List<InteractionId> struck = List.of();
    private @Nullable FollowUpPlanned planned;
    /** How each questionnaire was answered last. */
    private List<QuestionnaireAnswered> answered = List.of();

    @PersonalData
    private @Nullable List<ContactPerson> coVisitors;

    @PersonalData
    private @Nullable ContactPerson visitor;

    private @Nullable OpportunityLost loss;
    private @Nullable OpportunityReopened reopening;
    /** When it was won or lost; null while it is open. */
    private @Nullable Instant closedAt;

    /** Opens an opportunity; to be called where a repository makes the new record. */
    public static Opportunity open(OpportunityOpened event) {
        apply(event);
        return new Opportunity();
    }

    /** Ends an opportunity of the past; to be called after its opening. */
    void end(OpportunityEvent ending) {
        apply(ending);
    }

    @CommandHandler
    void decide(EditOpportunity edit, Stamp stamp, ProjectBook projects) {
        requireMayChange(stamp.actor());
        requireOpen();
        boolean unchanged = edit.name().equals(name)
                && edit.awarenessChannel().equals(awarenessChannel)
                && Objects.equals(edit.description(), description);
        if (unchanged) {
            return;
        }
        ProjectTerms terms = projects.terms(project);
        ProjectRule.AWARENESS_CHANNEL_UNKNOWN.refuseIf(
                !edit.awarenessChannel().equals(awarenessChannel)
                        && !terms.hasChannel(edit.awarenessChannel(), stamp.at(), stamp.at()),
                "awarenessChannel");
        apply(new OpportunityEdited(
                id, customer, edit.name(), edit.awarenessChannel(), edit.description(), terms.policyVersion()));
    }

    /** Closed opportunities too can be handed over; nothing but the owner changes (OPP-4). */
    @CommandHandler
    void decide(AssignOpportunity assign, Stamp stamp, UserBook users, OpenOpportunities places) {
        requireMayChange(stamp.actor());
        if (assign.owner().equals(owner)) {
            return;
        }
        users.requireConsultant(assign.owner(), project);
        places.reassign(id, assign.owner());
        apply(new OpportunityAssigned(id, customer, owner, assign.owner(), assign.reason()));
    }

    @CommandHandler
    void decide(AdvanceStage advance, Stamp stamp, ProjectBook projects) {
        requireMayChange(stamp.actor());
        requireOpen();
        if (advance.stage().equals(stage)) {
            return;
        }
        ProjectTerms terms = projects.terms(project);
        Stage next = terms.stage(advance.stage(), stamp.at())
                .orElseThrow(() -> ProjectRule.STAGE_UNKNOWN.violation().at("stage"));
        Instant now = notBeforeStage(stamp.at());
        apply(new StageAdvanced(
                id,
                customer,
                stage,
                next.code(),
                next.winProbability(),
                Duration.between(inStageSince, now),
                now,
                terms.policyVersion()));
    }

    @CommandHandler
    void decide(EstimateOpportunity estimate, Stamp stamp, ProjectBook projects) {
        requireMayChange(stamp.actor());
        requireOpen();
        Integer chosen = estimate.winProbability();
        ProjectRule.PROBABILITY_OUT_OF_RANGE.refuseIf(chosen != null && (chosen < 0 || chosen > 100), "winProbability");
        requireSoundEstimate(estimate.estimatedValue(), estimate.closeDate(), openedAt, projects.terms(project));
        OpportunityEstimated estimated = new OpportunityEstimated(
                id,
                customer,
                estimate.estimatedValue(),
                estimate.closeDate(),
                chosen == null ? stageProbability : chosen,
                chosen != null);
        if (!estimated.equals(
                new OpportunityEstimated(id, customer, estimatedValue, closeDate, winProbability, overridden))) {
            apply(estimated);
        }
    }

    /** @throws io.kaipan.domain.shared.RuleViolation when the value is negative, or the close date before the opening */
    static void requireSoundEstimate(
            @Nullable Money value, @Nullable LocalDate closeDate, Instant openedAt, ProjectTerms terms) {
        OpportunityRule.ESTIMATED_VALUE_NEGATIVE.refuseIf(value != null && value.fen() < 0, "estimatedValue");
        OpportunityRule.CLOSE_DATE_BEFORE_OPENING.refuseIf(
                closeDate != null && closeDate.isBefore(terms.dayOf(openedAt)), "closeDate");
    }

    @CommandHandler
    void decide(SetFollowUpLevel set, Stamp stamp, ProjectBook projects) {
        requireMayChange(stamp.actor());
        requireOpen();
        if (set.followUpLevel().equals(followUpLevel)) {
            return;
        }
        ProjectTerms terms = projects.terms(project);
        ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN.refuseIf(
                !terms.hasLevel(set.followUpLevel(), stamp.at(), stamp.at()), "followUpLevel");
        apply(new FollowUpLevelSet(id, customer, set.followUpLevel(), terms.policyVersion()));
    }

    /** An interaction from before the opportunity was closed may still be reported afterwards (G-10). */
    @CommandHandler
    void decide(LogInteraction log, Stamp stamp, FollowUpClock clock) {
        requireMayChangeOrAtTheDesk(stamp.actor());
        Optional<InteractionLogged> twin = interaction(log.interaction());
        Instant occurredAt = Objects.requireNonNullElseGet(
                log.occurredAt(), () -> twin.map(InteractionLogged::occurredAt).orElse(stamp.at()));
        InteractionLogged logged = new InteractionLogged(
                id,
                customer,
                log.interaction(),
                log.kind(),
                Objects.requireNonNullElse(log.initiator(), stamp.actor().user()),
                log.counterpart(),
                log.place(),
                log.subject(),
                log.content(),
                log.reached(),
                Objects.requireNonNullElse(log.priority(), Priority.NORMAL),
                occurredAt,
                log.endedAt(),
                log.originalAuthor());
        if (twin.isPresent()) {
            OpportunityRule.INTERACTION_ID_TAKEN.refuseIf(!logged.equals(twin.get()), "interaction");
            return;
        }
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        SharedRule.TIME_IN_FUTURE.refuseIf(
                log.endedAt() != null && log.endedAt().isAfter(stamp.at()), "endedAt");
        OpportunityRule.INTERACTION_ENDS_BEFORE_START.refuseIf(
                log.endedAt() != null && log.endedAt().isBefore(occurredAt), "endedAt");
        OpportunityRule.PLACE_WITHOUT_APPOINTMENT.refuseIf(
                log.place() != null && log.kind() != InteractionKind.APPOINTMENT, "place");
        OpportunityRule.OPPORTUNITY_NOT_OPEN.refuseIf(closedAt != null && !occurredAt.isBefore(closedAt));
        boolean silences =
                followUpState() != FollowUpState.ON_TIME && log.reached() && occurredAt.isAfter(waitingSince());
        apply(logged);
        if (silences) {
            clock.lookAt(id, stamp.at());
        }
    }

    @CommandHandler
    void decide(StrikeInteraction strike, Stamp stamp, FollowUpClock clock) {
        requireMayChange(stamp.actor());
        OpportunityRule.INTERACTION_UNKNOWN.refuseIf(
                interaction(strike.interaction()).isEmpty(), "interaction");
        if (!struck.contains(strike.interaction())) {
            apply(new InteractionStruck(id, customer, strike.interaction(), strike.reason()));
            clock.lookAt(id, stamp.at());
        }
    }

    private Optional<InteractionLogged> interaction(InteractionId wanted) {
        return interactions.stream()
                .filter(logged -> logged.interaction().equals(wanted))
                .findFirst();
    }

    @CommandHandler
    void decide(PlanFollowUp plan, Stamp stamp) {
        requireMayChange(stamp.actor());
        requireOpen();
        FollowUpPlanned next = new FollowUpPlanned(id, customer, plan.kind(), plan.dueAt(), plan.subject());
        if (next.equals(planned)) {
            return;
        }
        OpportunityRule.FOLLOW_UP_IN_PAST.refuseIf(plan.dueAt().isBefore(stamp.at()), "dueAt");
        apply(next);
    }

    /** Answered the same way as last time, at no other time: nothing new to say. */
    @CommandHandler
    void decide(AnswerQuestionnaire answer, Stamp stamp, QuestionnaireBook questionnaires) {
        requireMayChangeOrAtTheDesk(stamp.actor());
        requireOpen();
        AnswerSheet sheet = questionnaires.terms(answer.questionnaire()).check(answer.version(), answer.answers());
        Optional<QuestionnaireAnswered> last = answered.stream()
                .filter(other -> other.questionnaire().equals(answer.questionnaire()))
                .findFirst();
        Instant occurredAt =
                Objects.requireNonNullElseGet(answer.occurredAt(), () -> last.map(QuestionnaireAnswered::occurredAt)
                        .orElse(stamp.at()));
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        if (!last.equals(Optional.of(answered(sheet, answer.questionnaire(), occurredAt)))) {
            Instant at = Objects.requireNonNullElse(answer.occurredAt(), stamp.at());
            apply(answered(sheet, answer.questionnaire(), at));
        }
    }

    private QuestionnaireAnswered answered(AnswerSheet sheet, QuestionnaireCode questionnaire, Instant occurredAt) {
        return new QuestionnaireAnswered(
                id,
                customer,
                project,
                questionnaire,
                sheet.version(),
                sheet.chosen(),
                sheet.written().isEmpty() ? null : sheet.written(),
                occurredAt);
    }

    /** Asked again, or by several at once, it finds the reminder given: nobody is reminded twice (OPP-8). */
    @CommandHandler
    void decide(RemindFollowUp remind, Stamp stamp, ProjectBook projects, FollowUpClock clock) {
        if (state != OpportunityState.OPEN) {
            clock.lookAt(id, null);
            return;
        }
        ProjectTerms terms = projects.terms(project);
        FollowUpSchedule schedule = new FollowUpSchedule(terms, waitingSince());
        FollowUpState due = schedule.dueAt(stamp.at());
        if (due.compareTo(followUpState()) > 0) {
            apply(new FollowUpReminded(
                    id, customer, due, owner, schedule.since(), schedule.daysAt(stamp.at()), terms.policyVersion()));
        }
        clock.lookAt(id, schedule.nextAfter(followUpState(), stamp.at()).orElse(null));
    }

    /** Since when it waits for a contact: the last that reached the customer and stands, or else the opening (OPP-8). */
    private Instant waitingSince() {
        Stream<Instant> contacts = interactions.stream()
                .filter(logged -> logged.reached() && !struck.contains(logged.interaction()))
                .map(InteractionLogged::occurredAt);
        return Stream.concat(contacts, Stream.ofNullable(carriedContactAt))
                .filter(openSince::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(openSince);
    }

    /** How far the clock has come: what was given for another contact doesn't count. */
    private FollowUpState followUpState() {
        Instant since = waitingSince();
        return reminded.stream()
                .filter(given -> given.waitingSince().equals(since))
                .map(FollowUpReminded::state)
                .max(Comparator.naturalOrder())
                .orElse(FollowUpState.ON_TIME);
    }

    @CommandHandler
    void decide(AddCoVisitor add, Stamp stamp) {
        requireMayChangeOrAtTheDesk(stamp.actor());
        requireOpen();
        if (coVisitors == null || !coVisitors.contains(add.visitor())) {
            apply(new CoVisitorAdded(id, customer, add.visitor()));
        }
    }

    @CommandHandler
    void decide(ReplaceVisitor replace, Stamp stamp) {
        requireMayChangeOrAtTheDesk(stamp.actor());
        requireOpen();
        if (!replace.visitor().equals(visitor)) {
            apply(new VisitorReplaced(id, customer, visitor, replace.visitor(), replace.reason()));
        }
    }

    /** Given in the transaction that signs the subscription, which has checked who may (OPP-7, SUB-2). */
    @CommandHandler
    void decide(WinOpportunity win, Stamp stamp, ProjectBook projects, OpenOpportunities places) {
        if (state == OpportunityState.WON) {
            return;
        }
        requireOpen();
        ProjectTerms terms = projects.terms(project);
        ProjectRule.CLOSE_REASON_UNKNOWN.refuseIf(
                win.reason() != null && !terms.hasReason(win.reason(), stamp.at()), "reason");
        places.release(id);
        Instant now = notBeforeStage(stamp.at());
        apply(new OpportunityWon(
                id,
                customer,
                stage,
                win.reason(),
                Duration.between(inStageSince, now),
                now,
                null,
                terms.policyVersion()));
    }

    @CommandHandler
    void decide(LoseOpportunity lose, Stamp stamp, ProjectBook projects, OpenOpportunities places) {
        requireMayChange(stamp.actor());
        boolean lostSo = loss != null
                && lose.reason().equals(loss.reason())
                && Objects.equals(lose.competitor(), loss.competitor())
                && Objects.equals(lose.note(), loss.note());
        if (lostSo) {
            return;
        }
        requireOpen();
        ProjectTerms terms = projects.terms(project);
        ProjectRule.CLOSE_REASON_UNKNOWN.refuseIf(!terms.hasReason(lose.reason(), stamp.at()), "reason");
        places.release(id);
        Instant now = notBeforeStage(stamp.at());
        apply(new OpportunityLost(
                id,
                customer,
                stage,
                lose.reason(),
                lose.competitor(),
                lose.note(),
                Duration.between(inStageSince, now),
                now,
                null,
                terms.policyVersion()));
    }

    /** Its last stage is kept even when the project has retired it meanwhile. */
    @CommandHandler
    void decide(
            ReopenOpportunity reopen,
            Stamp stamp,
            ProjectBook projects,
            OpenOpportunities places,
            FollowUpClock clock) {
        requireMayChange(stamp.actor());
        boolean reopenedSo = state == OpportunityState.OPEN
                && reopening != null
                && reopen.reason().equals(reopening.reason());
        if (reopenedSo) {
            return;
        }
        OpportunityRule.OPPORTUNITY_NOT_LOST.refuseIf(state != OpportunityState.LOST);
        ProjectTerms terms = projects.terms(project);
        ProjectRule.PROJECT_CLOSED.refuseIf(terms.closed());
        requirePlace(places.claim(customer, project, id, owner), id);
        clock.lookAt(id, stamp.at());
        apply(new OpportunityReopened(
                id,
                customer,
                stage,
                terms.stage(stage, stamp.at()).map(Stage::winProbability).orElse(stageProbability),
                reopen.reason(),
                stamp.at(),
                terms.policyVersion()));
    }

    /** @throws io.kaipan.domain.shared.RuleViolation naming the holder, when the place is another's (OPP-6) */
    static void requirePlace(OpportunityId holder, OpportunityId claimant) {
        if (!holder.equals(claimant)) {
            throw OpportunityRule.OPPORTUNITY_ALREADY_OPEN.violation().with("opportunity", holder);
        }
    }

    private void requireMayChange(Actor actor) {
        SharedRule.NOT_YOURS.refuseIf(!actor.mayChange(project.value(), Objects.toString(owner, null)));
    }

    /** Reception answers calls and receives visitors for everybody. */
    private void requireMayChangeOrAtTheDesk(Actor actor) {
        boolean atTheDesk = actor.is(Role.RECEPTION) && actor.isBoundTo(project.value());
        if (!atTheDesk) {
            requireMayChange(actor);
        }
    }

    private void requireOpen() {
        OpportunityRule.OPPORTUNITY_NOT_OPEN.refuseIf(state != OpportunityState.OPEN);
    }

    /** No stage is left before it was entered, whatever the clocks of several nodes say. */
    private Instant notBeforeStage(Instant now) {
        return now.isBefore(inStageSince) ? inStageSince : now;
    }

    @EventSourcingHandler
    void evolve(OpportunityEvent event) {
        switch (event) {
            case OpportunityOpened e -> {
                id = e.opportunity();
                customer = e.customer();
                project = e.project();
                owner = e.owner();
                name = e.name();
                awarenessChannel = e.awarenessChannel();
                description = e.description();
                followUpLevel = e.followUpLevel();
                estimatedValue = e.estimatedValue();
                closeDate = e.closeDate();
                openedAt = e.occurredAt();
                openSince = e.occurredAt();
                carriedContactAt = e.lastContactAt();
                enter(e.stage(), e.winProbability(), e.occurredAt());
            }
            case OpportunityEdited e -> {
                name = e.name();
                awarenessChannel = e.awarenessChannel();
                description = e.description();
            }
            case OpportunityAssigned e -> owner = e.owner();
            case StageAdvanced e -> enter(e.stage(), e.winProbability(), e.occurredAt());
            case OpportunityEstimated e -> {
                estimatedValue = e.estimatedValue();
                closeDate = e.closeDate();
                winProbability = e.winProbability();
                overridden = e.overridden();
            }
            case FollowUpLevelSet e -> followUpLevel = e.followUpLevel();
            case InteractionLogged e -> interactions = plus(interactions, e);
            case InteractionStruck e -> struck = plus(struck, e.interaction());
            case FollowUpPlanned e -> planned = e;
            case QuestionnaireAnswered e ->
                answered = plus(
                        answered.stream()
                                .filter(other -> !other.questionnaire().equals(e.questionnaire()))
                                .toList(),
                        e);
            case FollowUpReminded e -> reminded = plus(reminded, e);
            case CoVisitorAdded e -> coVisitors = plus(coVisitors == null ? List.of() : coVisitors, e.visitor());
            case VisitorReplaced e -> visitor = e.visitor();
            case OpportunityWon e -> close(OpportunityState.WON, e.occurredAt());
            case OpportunityLost e -> {
                loss = e;
                close(OpportunityState.LOST, e.occurredAt());
            }
            case OpportunityReopened e -> {
                state = OpportunityState.OPEN;
                loss = null;
                reopening = e;
                closedAt = null;
                openSince = e.occurredAt();
                enter(e.stage(), e.winProbability(), e.occurredAt());
            }
        }
    }

    /** Entering a stage resets what the consultant thought of the probability (OPP-2). */
    private void enter(String newStage, int probability, Instant at) {
        stage = newStage;
        stageProbability = probability;
        winProbability = probability;
        overridden = false;
        inStageSince = at;
    }

    private void close(OpportunityState outcome, Instant at) {
        state = outcome;
        closedAt = at;
    }

    private static <T> List<T> plus(List<T> list, @Nullable T last) {
        return Stream.concat(list.stream(), Stream.ofNullable(last)).toList();
    }

    private Opportunity() {}
}
