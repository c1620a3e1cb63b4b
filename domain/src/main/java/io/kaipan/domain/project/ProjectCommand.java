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

    /** Closes a project to everything new (PRJ-3). */
    @SentBy(Role.ADMIN)
    record CloseProject(
            ProjectCode project, @Text(max = 500) String reason) implements ProjectCommand {}
}
