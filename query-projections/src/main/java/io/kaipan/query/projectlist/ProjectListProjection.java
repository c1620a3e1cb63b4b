package io.kaipan.query.projectlist;

import static io.kaipan.query.projectlist.StoredEntry.ENTRIES;
import static io.kaipan.query.projectlist.StoredPolicy.POLICIES;
import static io.kaipan.query.projectlist.StoredProject.PROJECTS;

import io.kaipan.domain.project.CodedEntry;
import io.kaipan.domain.project.FollowUpDays;
import io.kaipan.domain.project.ProjectEvent;
import io.kaipan.domain.project.ProjectEvent.AwarenessChannelPolicySet;
import io.kaipan.domain.project.ProjectEvent.CloseReasonPolicySet;
import io.kaipan.domain.project.ProjectEvent.ClubPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpLevelPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpPolicySet;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.project.ProjectEvent.RelativePolicySet;
import io.kaipan.domain.project.ProjectEvent.StagePolicySet;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the list of projects and every version of their policies. */
@Component
class ProjectListProjection implements Projection {
    @Override
    public String view() {
        return ProjectList.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(PROJECTS, POLICIES, ENTRIES);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(ProjectEvent.class);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        if (event instanceof ProjectEvent known && !(event instanceof ProjectOpened)) {
            wanted.row(PROJECTS, known.project());
        }
    }

    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch ((ProjectEvent) recorded.event()) {
            case ProjectOpened e -> rows.put(PROJECTS, StoredProject.opened(e, recorded));
            case StagePolicySet e ->
                new Setting(e, PolicyKind.STAGE, e.version(), e.effectiveFrom())
                        .write(
                                e.stages().stream()
                                        .map(stage -> new ProjectRow.Entry(
                                                stage.code(),
                                                labelOr(stage.label(), stage.code()),
                                                Boolean.TRUE.equals(stage.retired()),
                                                stage.winProbability()))
                                        .toList(),
                                recorded,
                                rows);
            case FollowUpLevelPolicySet e ->
                new Setting(e, PolicyKind.FOLLOW_UP_LEVEL, e.version(), e.effectiveFrom())
                        .write(entries(e.levels()), recorded, rows);
            case AwarenessChannelPolicySet e ->
                new Setting(e, PolicyKind.AWARENESS_CHANNEL, e.version(), e.effectiveFrom())
                        .write(entries(e.channels()), recorded, rows);
            case CloseReasonPolicySet e ->
                new Setting(e, PolicyKind.CLOSE_REASON, e.version(), e.effectiveFrom())
                        .write(entries(e.reasons()), recorded, rows);
            case RelativePolicySet e ->
                new Setting(e, PolicyKind.of(e.use()), e.version(), e.effectiveFrom())
                        .write(
                                e.relations().stream()
                                        .map(relation ->
                                                new ProjectRow.Entry(relation.name(), relation.name(), false, null))
                                        .toList(),
                                recorded,
                                rows);
            case FollowUpPolicySet e ->
                new Setting(e, PolicyKind.FOLLOW_UP, e.version(), e.effectiveFrom())
                        .write(
                                ProjectRow.FollowUpPolicy.entries(
                                        new FollowUpDays(e.remindOnDay(), e.managerOnDay(), e.overdueAfterDay())),
                                recorded,
                                rows);
            case ClubPolicySet e ->
                new Setting(e, PolicyKind.CLUB, e.version(), e.effectiveFrom())
                        .write(ShownClubPolicy.entries(e.policy()), recorded, rows);
            case ProjectClosed e ->
                rows.put(PROJECTS, rows.get(PROJECTS, e.project()).closed(e.reason(), recorded));
        }
    }

    /** A policy that an event sets whole. */
    private record Setting(ProjectEvent event, PolicyKind kind, int version, LocalDate effectiveFrom) {
        void write(List<ProjectRow.Entry> entries, Recorded recorded, Rows rows) {
            rows.put(PROJECTS, rows.get(PROJECTS, event.project()).policySet(recorded));
            StoredPolicy.Id id = new StoredPolicy.Id(event.project(), kind, version);
            rows.put(POLICIES, StoredPolicy.set(id, effectiveFrom, recorded));
            for (int place = 0; place < entries.size(); place++) {
                ProjectRow.Entry entry = entries.get(place);
                rows.put(
                        ENTRIES,
                        new StoredEntry(
                                id, place, entry.code(), entry.label(), entry.retired(), entry.winProbability()));
            }
        }
    }

    private static List<ProjectRow.Entry> entries(List<CodedEntry> entries) {
        return entries.stream()
                .map(entry -> new ProjectRow.Entry(
                        entry.code(), labelOr(entry.label(), entry.code()), Boolean.TRUE.equals(entry.retired()), null))
                .toList();
    }

    private static String labelOr(@Nullable String label, String code) {
        return label == null ? code : label;
    }
}
