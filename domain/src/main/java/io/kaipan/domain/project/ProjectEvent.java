package io.kaipan.domain.project;

import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.Relation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a project. Each policy is set whole, counts its versions from 1, and holds from its first day on in the
 * project's time zone (G-11).
 */
public sealed interface ProjectEvent {
    ProjectCode project();

    @LoggedAs("project.ProjectOpened")
    record ProjectOpened(
            ProjectCode project,
            String name,
            String city,
            @Nullable String region,
            String timeZone) implements ProjectEvent {}

    @LoggedAs("project.StagePolicySet")
    record StagePolicySet(ProjectCode project, int version, LocalDate effectiveFrom, List<Stage> stages)
            implements ProjectEvent {}

    @LoggedAs("project.FollowUpLevelPolicySet")
    record FollowUpLevelPolicySet(ProjectCode project, int version, LocalDate effectiveFrom, List<CodedEntry> levels)
            implements ProjectEvent {}

    @LoggedAs("project.AwarenessChannelPolicySet")
    record AwarenessChannelPolicySet(
            ProjectCode project, int version, LocalDate effectiveFrom, List<CodedEntry> channels)
            implements ProjectEvent {}

    @LoggedAs("project.CloseReasonPolicySet")
    record CloseReasonPolicySet(ProjectCode project, int version, LocalDate effectiveFrom, List<CodedEntry> reasons)
            implements ProjectEvent {}

    @LoggedAs("project.RelativePolicySet")
    record RelativePolicySet(
            ProjectCode project, RelativeUse use, int version, LocalDate effectiveFrom, List<Relation> relations)
            implements ProjectEvent {}

    @LoggedAs("project.FollowUpPolicySet")
    record FollowUpPolicySet(
            ProjectCode project,
            int version,
            LocalDate effectiveFrom,
            int remindOnDay,
            int managerOnDay,
            int overdueAfterDay)
            implements ProjectEvent {}

    /** The components are those of {@link ClubPolicy}. */
    @LoggedAs("project.ClubPolicySet")
    record ClubPolicySet(
            ProjectCode project,
            int version,
            LocalDate effectiveFrom,
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
            int cardDigits)
            implements ProjectEvent {
        /** What it says. */
        public ClubPolicy policy() {
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

    @LoggedAs("project.ProjectClosed")
    record ProjectClosed(ProjectCode project, String reason) implements ProjectEvent {}
}
