package io.kaipan.query.projectlist;

import io.kaipan.domain.project.FollowUpDays;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectId;
import io.kaipan.domain.project.RelativeUse;
import io.kaipan.domain.shared.Relation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project and its policies (PRJ-1).
 *
 * @param version sequence number of its last event, for {@code expectedVersion}
 * @param region null when none was given
 * @param timeZone IANA name (G-1)
 * @param closed whether it takes nothing new (PRJ-3)
 * @param closedAt null unless closed
 * @param closeReason null unless closed
 * @param policyVersion how often any policy was set; what decisions store as the version they used (G-11)
 */
public record ProjectRow(
        ProjectId id,
        long version,
        ProjectCode code,
        String name,
        String city,
        @Nullable String region,
        String timeZone,
        boolean closed,
        @Nullable Instant closedAt,
        @Nullable String closeReason,
        int policyVersion,
        Instant openedAt,
        Instant changedAt,
        Policy stagePolicy,
        Policy followUpLevelPolicy,
        Policy awarenessChannelPolicy,
        Policy closeReasonPolicy,
        FollowUpPolicy followUpPolicy,
        ShownClubPolicy clubPolicy,
        List<RelativePolicy> relativePolicies) {
    /** The stages in force today. */
    public List<Entry> stages() {
        return stagePolicy.current();
    }

    /** The follow-up levels in force today. */
    public List<Entry> followUpLevels() {
        return followUpLevelPolicy.current();
    }

    /** The awareness channels in force today. */
    public List<Entry> awarenessChannels() {
        return awarenessChannelPolicy.current();
    }

    /** The close reasons in force today. */
    public List<Entry> closeReasons() {
        return closeReasonPolicy.current();
    }

    /**
     * Which immediate relatives count for a use (CUS-5).
     *
     * @param relations those that count today; all before the policy was first set
     * @param versions all of them, oldest first
     */
    public record RelativePolicy(RelativeUse use, List<Relation> relations, List<Version> versions) {
        static RelativePolicy of(RelativeUse use, List<Version> versions, LocalDate today) {
            return versions.stream()
                    .filter(version -> !version.effectiveFrom().isAfter(today))
                    .reduce((earlier, later) -> later)
                    .map(version -> version.entries().stream()
                            .map(entry -> Relation.valueOf(entry.code()))
                            .toList())
                    .map(relations -> new RelativePolicy(use, relations, List.copyOf(versions)))
                    .orElse(new RelativePolicy(use, List.of(Relation.values()), List.copyOf(versions)));
        }
    }

    /**
     * After how many calendar days without contact what is due (OPP-8). Each of its versions has an entry a day: the code
     * of {@link FollowUpState}, and the day as its label.
     *
     * @param remindOnDay the day that reminds the owner
     * @param managerOnDay the day that shows it to the manager
     * @param overdueAfterDay the last day on which it isn't overdue
     * @param versions all of them, oldest first; none before it was first set
     */
    public record FollowUpPolicy(int remindOnDay, int managerOnDay, int overdueAfterDay, List<Version> versions) {
        static List<Entry> entries(FollowUpDays days) {
            return List.of(
                    entry(FollowUpState.REMINDED, days.remindOn()),
                    entry(FollowUpState.WITH_MANAGER, days.managerOn()),
                    entry(FollowUpState.OVERDUE, days.overdueAfter()));
        }

        private static Entry entry(FollowUpState state, int day) {
            return new Entry(state.name(), Integer.toString(day), false, null);
        }

        static FollowUpPolicy of(Policy policy) {
            List<Integer> days = (policy.current().isEmpty() ? entries(FollowUpDays.DEFAULT) : policy.current())
                    .stream().map(Entry::label).map(Integer::valueOf).toList();
            return new FollowUpPolicy(days.get(0), days.get(1), days.get(2), policy.versions());
        }
    }

    /** For what an approved relative of that kind counts today (CUS-5). */
    public List<RelativeUse> usesOf(Relation relation) {
        return relativePolicies.stream()
                .filter(policy -> policy.relations().contains(relation))
                .map(RelativePolicy::use)
                .toList();
    }

    /**
     * One of a project's policies.
     *
     * @param current the entries that hold today in the project's time zone, retired ones among them; empty before the
     *     policy was first set
     * @param versions all of them, oldest first
     */
    public record Policy(List<Entry> current, List<Version> versions) {}

    /**
     * A policy as it was set once (G-11).
     *
     * @param effectiveFrom first day it holds, in the project's time zone
     * @param setBy login name
     */
    public record Version(int version, LocalDate effectiveFrom, Instant setAt, String setBy, List<Entry> entries) {}

    /**
     * An entry of a policy.
     *
     * @param label what people read; the code where none was given
     * @param retired whether new records may no longer use it
     * @param winProbability percent; null unless it is a stage
     */
    public record Entry(
            String code,
            String label,
            boolean retired,
            @Nullable Integer winProbability) {}
}
