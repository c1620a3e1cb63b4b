package io.kaipan.domain.project;

import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import io.kaipan.domain.shared.Text;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a project. */
public sealed interface ProjectCommand {
    /** The code of the project meant. */
    ProjectCode project();

    @TargetAggregateIdentifier
    default ProjectId id() {
        return project().id();
    }

    /**
     * Opens a project under a code of its own (PRJ-1).
     *
     * @param timeZone IANA name; null means Asia/Shanghai (G-1)
     */
    @SentBy(Role.ADMIN)
    record OpenProject(
            ProjectCode project,
            String name,
            String city,
            @Nullable String region,
            @Nullable String timeZone) implements ProjectCommand {}

    /**
     * Sets the stages of opportunities and the win probability of each (PRJ-1, OPP-2), in the order they are moved along.
     *
     * @param effectiveFrom first day it holds, in the project's time zone; null means today (G-11)
     */
    @SentBy({Role.ADMIN, Role.SALES_MANAGER})
    record SetStagePolicy(
            ProjectCode project,
            List<Stage> stages,
            @Nullable LocalDate effectiveFrom) implements ProjectCommand {}

    /** Sets the follow-up levels of leads and opportunities (PRJ-1). @param effectiveFrom as for stages */
    @SentBy({Role.ADMIN, Role.SALES_MANAGER})
    record SetFollowUpLevelPolicy(
            ProjectCode project,
            List<CodedEntry> levels,
            @Nullable LocalDate effectiveFrom) implements ProjectCommand {}

    /** Sets the awareness channels, 认知途径 (PRJ-1). @param effectiveFrom as for stages */
    @SentBy({Role.ADMIN, Role.SALES_MANAGER, Role.MARKETING})
    record SetAwarenessChannelPolicy(
            ProjectCode project,
            List<CodedEntry> channels,
            @Nullable LocalDate effectiveFrom) implements ProjectCommand {}

    /** Sets the reasons for closing leads and losing opportunities (PRJ-1). @param effectiveFrom as for stages */
    @SentBy({Role.ADMIN, Role.SALES_MANAGER})
    record SetCloseReasonPolicy(
            ProjectCode project,
            List<CodedEntry> reasons,
            @Nullable LocalDate effectiveFrom) implements ProjectCommand {}

    /**
     * Sets which immediate relatives count for one use; before it was set all do (CUS-5).
     *
     * @param relations what the relative is to the customer who is linked to them; none means that nobody counts
     * @param effectiveFrom as for stages
     */
    @SentBy({Role.ADMIN, Role.SALES_MANAGER})
    record SetRelativePolicy(
            ProjectCode project,
            RelativeUse use,
            List<Relation> relations,
            @Nullable LocalDate effectiveFrom) implements ProjectCommand {}

    /**
     * Sets after how many calendar days without contact an open opportunity reminds whom; 3, 5 and 7 before it was set
     * (OPP-8).
     *
     * @param remindOnDay the day that reminds the owner, from 1
     * @param managerOnDay the day that shows it to the manager, not before that
     * @param overdueAfterDay the last day on which it isn't overdue, not before that, at most 365
     * @param effectiveFrom as for stages
     */
    @SentBy({Role.ADMIN, Role.SALES_MANAGER})
    record SetFollowUpPolicy(
            ProjectCode project,
            int remindOnDay,
            int managerOnDay,
            int overdueAfterDay,
            @Nullable LocalDate effectiveFrom)
            implements ProjectCommand {}

    /**
     * Sets what the owners' club gives in the project and what it asks for (PTS-1, MEM-2); before it was set the rulebook's
     * figures hold. Points given and levels reached before stay as they are.
     *
     * @param joinPoints for joining; 0 or more, as all points
     * @param referralJoinPoints to the referrer of who joins
     * @param viewingPoints for a visit
     * @param yuanPerPoint how many yuan of a contract's total make one point, at least 1
     * @param referralPurchasePercent how much of the purchase points the referrer gets besides, 0 to 100
     * @param monthsValid after how many months points expire, 1 to 600; null means never (PTS-7)
     * @param silverSubscriptions from how many signed subscriptions on a member is SILVER, at least 1
     * @param silverPoints or from how many points earned, at least 1
     * @param goldSubscriptions from how many signed subscriptions on a member is GOLD, no fewer
     * @param goldPoints or from how many points earned, no fewer
     * @param cardPrefix 1 to 6 capitals; projects with the same share one series of card numbers
     * @param cardDigits the fewest digits of a card number, 4 to 12
     * @param effectiveFrom as for stages
     */
    @SentBy({Role.ADMIN, Role.SALES_MANAGER})
    record SetClubPolicy(
            ProjectCode project,
            int joinPoints,
            int referralJoinPoints,
            int viewingPoints,
            int yuanPerPoint,
            int referralPurchasePercent,
            @Nullable Integer monthsValid,
            int silverSubscriptions,
            int silverPoints,
            int goldSubscriptions,
            int goldPoints,
            String cardPrefix,
            int cardDigits,
            @Nullable LocalDate effectiveFrom)
            implements ProjectCommand {
        /** What it says. */
        ClubPolicy policy() {
            return new ClubPolicy(
                    joinPoints,
                    referralJoinPoints,
                    viewingPoints,
                    yuanPerPoint,
                    referralPurchasePercent,
                    monthsValid,
                    silverSubscriptions,
                    silverPoints,
                    goldSubscriptions,
                    goldPoints,
                    cardPrefix,
                    cardDigits);
        }
    }

    /** Closes a project to everything new (PRJ-3). */
    @SentBy(Role.ADMIN)
    record CloseProject(
            ProjectCode project, @Text(max = 500) String reason) implements ProjectCommand {}
}
