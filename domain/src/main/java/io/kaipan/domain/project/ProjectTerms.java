package io.kaipan.domain.project;

import io.kaipan.domain.shared.Relation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A project as other records' rules see it: open or closed, and every version of its policies, in the order set (G-11).
 *
 * <p>What people report after the event is judged by the policy of the day it happened (G-10); history from before a
 * policy's first version is judged by that one, provided it has begun.
 *
 * @param city whose owners' club the project's members join (PRC-5)
 */
public record ProjectTerms(
        ProjectCode project,
        String name,
        String city,
        ZoneId timeZone,
        boolean closed,
        List<PolicyVersion<Stage>> stages,
        List<PolicyVersion<CodedEntry>> levels,
        List<PolicyVersion<CodedEntry>> channels,
        List<PolicyVersion<CodedEntry>> reasons,
        Map<RelativeUse, List<PolicyVersion<Relation>>> relatives,
        List<PolicyVersion<FollowUpDays>> followUps,
        List<PolicyVersion<ClubPolicy>> club) {
    /** Terms written down before there was a policy about relatives, the follow-up clock or the club have none. */
    public ProjectTerms {
        relatives = relatives == null ? Map.of() : relatives;
        followUps = followUps == null ? List.of() : followUps;
        club = club == null ? List.of() : club;
        city = city == null ? "" : city;
    }

    /** How often any policy of the project was set: what a decision stores as the version it used (G-11). */
    public int policyVersion() {
        return stages.size()
                + levels.size()
                + channels.size()
                + reasons.size()
                + followUps.size()
                + club.size()
                + relatives.values().stream().mapToInt(List::size).sum();
    }

    /** The name of a customer's opportunity unless somebody chooses another (OPP-1). */
    public String defaultNameOf(String customer) {
        return customer + " 对 " + name + " 有意向";
    }

    /** Whether records may use that awareness channel. @param now when it is reported */
    public boolean hasChannel(String code, Instant happened, Instant now) {
        return inUse(channels, code, happened, now).isPresent();
    }

    /** Whether records may use that follow-up level. @param now when it is reported */
    public boolean hasLevel(String code, Instant happened, Instant now) {
        return inUse(levels, code, happened, now).isPresent();
    }

    /** Whether records may be closed for that reason now. */
    public boolean hasReason(String code, Instant now) {
        return hasReason(code, now, now);
    }

    /** Whether a record that ended at that time could be closed for that reason then. */
    public boolean hasReason(String code, Instant happened, Instant now) {
        return inUse(reasons, code, happened, now).isPresent();
    }

    /** Whether immediate relatives of that kind count for that use now; all do until the project says which (CUS-5). */
    public boolean counts(Relation relation, RelativeUse use, Instant now) {
        List<PolicyVersion<Relation>> policy = relatives.getOrDefault(use, List.of());
        boolean unset =
                policy.stream().allMatch(version -> version.effectiveFrom().isAfter(dayOf(now)));
        return unset || inForce(policy, now, now).contains(relation);
    }

    /** The days of the follow-up clock that hold now (OPP-8). */
    public FollowUpDays followUpDays(Instant now) {
        return inForce(followUps, now, now).stream().findFirst().orElse(FollowUpDays.DEFAULT);
    }

    /** What the owners' club gives and asks for, for what happened then. @param now when it is reported */
    public ClubPolicy clubPolicy(Instant happened, Instant now) {
        return inForce(club, happened, now).stream().findFirst().orElse(ClubPolicy.DEFAULT);
    }

    /** The stage of that code, if opportunities may move to it now. */
    public Optional<Stage> stage(String code, Instant now) {
        return inUse(stages, code, now, now);
    }

    /**
     * The stage that an opportunity starts in.
     *
     * @param code of the stage chosen; null means the first
     * @param happened when the opportunity arose
     * @throws io.kaipan.domain.shared.RuleViolation {@link ProjectRule#STAGE_UNKNOWN} at {@code stage}
     */
    public Stage startingStage(@Nullable String code, Instant happened, Instant now) {
        return inForce(stages, happened, now).stream()
                .filter(stage ->
                        !stage.retired() && (code == null || stage.code().equals(code)))
                .findFirst()
                .orElseThrow(() -> ProjectRule.STAGE_UNKNOWN.violation().at("stage"));
    }

    private <T extends PolicyEntry> Optional<T> inUse(
            List<PolicyVersion<T>> policy, String code, Instant happened, Instant now) {
        return inForce(policy, happened, now).stream()
                .filter(entry -> entry.code().equals(code) && !entry.retired())
                .findFirst();
    }

    private <T> List<T> inForce(List<PolicyVersion<T>> policy, Instant happened, Instant now) {
        List<PolicyVersion<T>> begun = policy.stream()
                .filter(version -> !version.effectiveFrom().isAfter(dayOf(now)))
                .toList();
        return begun.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(dayOf(happened)))
                .findFirst()
                .or(() -> begun.stream().findFirst())
                .map(PolicyVersion::entries)
                .orElse(List.of());
    }

    /** The day of an instant in the project (G-1). */
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, timeZone);
    }
}
