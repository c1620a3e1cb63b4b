package io.kaipan.domain.project;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A project's state as rules need it: open or closed, and every version of its policies (G-11).
 *
 * @param policyVersion how often any policy of the project was set; what decisions store as the version they used
 */
public record ProjectTerms(
        ProjectCode project,
        String name,
        ZoneId timeZone,
        boolean closed,
        int policyVersion,
        List<PolicyVersion<Stage>> stages,
        List<PolicyVersion<CodedEntry>> levels,
        List<PolicyVersion<CodedEntry>> channels,
        List<PolicyVersion<CodedEntry>> reasons) {

    /**
     * One version of a policy's list.
     *
     * @param effectiveFrom first day it holds, in the project's time zone
     */
    public record PolicyVersion<T>(int version, LocalDate effectiveFrom, List<T> entries) {}

    /** The calendar day in the project's time zone (G-1). */
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, timeZone);
    }

    /** @throws io.kaipan.domain.shared.RuleViolation {@link ProjectRule#PROJECT_CLOSED} (PRJ-3) */
    public void requireOpen() {
        ProjectRule.PROJECT_CLOSED.refuseIf(closed);
    }

    /** @throws io.kaipan.domain.shared.RuleViolation {@link ProjectRule#AWARENESS_CHANNEL_UNKNOWN} */
    public void requireChannel(String code, Instant at) {
        ProjectRule.AWARENESS_CHANNEL_UNKNOWN.refuseIf(!inUse(channels, code, at));
    }

    /** @throws io.kaipan.domain.shared.RuleViolation {@link ProjectRule#FOLLOW_UP_LEVEL_UNKNOWN} */
    public void requireLevel(String code, Instant at) {
        ProjectRule.FOLLOW_UP_LEVEL_UNKNOWN.refuseIf(!inUse(levels, code, at));
    }

    /** @throws io.kaipan.domain.shared.RuleViolation {@link ProjectRule#CLOSE_REASON_UNKNOWN} */
    public void requireReason(String code, Instant at) {
        ProjectRule.CLOSE_REASON_UNKNOWN.refuseIf(!inUse(reasons, code, at));
    }

    /**
     * The stage of that code.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link ProjectRule#STAGE_UNKNOWN}
     */
    public Stage stage(String code, Instant at) {
        return stagesAt(at).stream()
                .filter(stage -> stage.code().equals(code))
                .findFirst()
                .orElseThrow(ProjectRule.STAGE_UNKNOWN::violation);
    }

    /**
     * The stage that an opportunity starts in.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link ProjectRule#STAGE_UNKNOWN} when the project has none
     */
    public Stage firstStage(Instant at) {
        return stagesAt(at).stream().findFirst().orElseThrow(ProjectRule.STAGE_UNKNOWN::violation);
    }

    private List<Stage> stagesAt(Instant at) {
        return inForce(stages, at).stream()
                .filter(stage -> stage.entry().inUse())
                .toList();
    }

    private boolean inUse(List<PolicyVersion<CodedEntry>> versions, String code, Instant at) {
        return inForce(versions, at).stream().anyMatch(entry -> entry.code().equals(code) && entry.inUse());
    }

    /** The entries that hold at an instant: of the versions begun by that day the one set last. */
    private <T> List<T> inForce(List<PolicyVersion<T>> versions, Instant at) {
        LocalDate day = dayOf(at);
        List<T> entries = List.of();
        for (PolicyVersion<T> version : versions) {
            if (!version.effectiveFrom().isAfter(day)) {
                entries = version.entries();
            }
        }
        return entries;
    }

    /** The terms after an event of this project. */
    ProjectTerms after(ProjectEvent event) {
        return switch (event) {
            case ProjectEvent.ProjectOpened e -> opened(e);
            case ProjectEvent.StagePolicySet e ->
                new ProjectTerms(
                        project,
                        name,
                        timeZone,
                        closed,
                        policyVersion + 1,
                        plus(stages, new PolicyVersion<>(e.version(), e.effectiveFrom(), e.stages())),
                        levels,
                        channels,
                        reasons);
            case ProjectEvent.FollowUpLevelPolicySet e ->
                new ProjectTerms(
                        project,
                        name,
                        timeZone,
                        closed,
                        policyVersion + 1,
                        stages,
                        plus(levels, new PolicyVersion<>(e.version(), e.effectiveFrom(), e.levels())),
                        channels,
                        reasons);
            case ProjectEvent.AwarenessChannelPolicySet e ->
                new ProjectTerms(
                        project,
                        name,
                        timeZone,
                        closed,
                        policyVersion + 1,
                        stages,
                        levels,
                        plus(channels, new PolicyVersion<>(e.version(), e.effectiveFrom(), e.channels())),
                        reasons);
            case ProjectEvent.CloseReasonPolicySet e ->
                new ProjectTerms(
                        project,
                        name,
                        timeZone,
                        closed,
                        policyVersion + 1,
                        stages,
                        levels,
                        channels,
                        plus(reasons, new PolicyVersion<>(e.version(), e.effectiveFrom(), e.reasons())));
            case ProjectEvent.ProjectClosed e ->
                new ProjectTerms(project, name, timeZone, true, policyVersion, stages, levels, channels, reasons);
        };
    }

    static ProjectTerms opened(ProjectEvent.ProjectOpened event) {
        return new ProjectTerms(
                event.project(),
                event.name(),
                ZoneId.of(event.timeZone()),
                false,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
