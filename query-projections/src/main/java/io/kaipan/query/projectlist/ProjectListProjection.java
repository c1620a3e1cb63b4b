package io.kaipan.query.projectlist;

import io.kaipan.domain.project.CodedEntry;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectEvent;
import io.kaipan.domain.project.ProjectEvent.AwarenessChannelPolicySet;
import io.kaipan.domain.project.ProjectEvent.CloseReasonPolicySet;
import io.kaipan.domain.project.ProjectEvent.FollowUpLevelPolicySet;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.project.ProjectEvent.StagePolicySet;
import io.kaipan.domain.shared.Stamp;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.projection.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the list of projects and every version of their policies. */
@Component
@ProcessingGroup(ProjectList.VIEW)
class ProjectListProjection {
    private static final String TABLE = "view.project_list";

    private final NamedParameterJdbcOperations jdbc;

    ProjectListProjection(@Qualifier("projectionDataSource") DataSource source) {
        this.jdbc = new NamedParameterJdbcTemplate(source);
    }

    @EventHandler
    void on(
            ProjectEvent event,
            @SequenceNumber long version,
            @Timestamp Instant at,
            @MetaDataValue(value = Stamp.USER, required = true) String by) {
        Change change = new Change(event.project(), version, at, by);
        switch (event) {
            case ProjectOpened e -> open(e, change);
            case StagePolicySet e ->
                set(
                        change,
                        PolicyKind.STAGE,
                        e.version(),
                        e.effectiveFrom(),
                        e.stages().stream()
                                .map(stage -> new ProjectRow.Entry(
                                        stage.code(),
                                        labelOr(stage.label(), stage.code()),
                                        Boolean.TRUE.equals(stage.retired()),
                                        stage.winProbability()))
                                .toList());
            case FollowUpLevelPolicySet e ->
                set(change, PolicyKind.FOLLOW_UP_LEVEL, e.version(), e.effectiveFrom(), entries(e.levels()));
            case AwarenessChannelPolicySet e ->
                set(change, PolicyKind.AWARENESS_CHANNEL, e.version(), e.effectiveFrom(), entries(e.channels()));
            case CloseReasonPolicySet e ->
                set(change, PolicyKind.CLOSE_REASON, e.version(), e.effectiveFrom(), entries(e.reasons()));
            case ProjectClosed e ->
                update(change, ", closed_at = :at, close_reason = :reason", new Row().text("reason", e.reason()));
        }
    }

    private record Change(ProjectCode project, long version, Instant at, String by) {}

    private void open(ProjectOpened event, Change change) {
        new Row()
                .text("project", event.project())
                .number("version", change.version())
                .text("name", event.name())
                .text("city", event.city())
                .text("region", event.region())
                .text("time_zone", event.timeZone())
                .instant("closed_at", null)
                .text("close_reason", null)
                .number("policy_version", 0)
                .instant("opened_at", change.at())
                .instant("changed_at", change.at())
                .upsert(jdbc, TABLE, "project");
    }

    private void set(
            Change change, PolicyKind kind, int version, LocalDate effectiveFrom, List<ProjectRow.Entry> entries) {
        update(change, ", policy_version = policy_version + 1", new Row());
        new Row()
                .text("project", change.project())
                .text("kind", kind)
                .number("version", version)
                .date("effective_from", effectiveFrom)
                .instant("set_at", change.at())
                .text("set_by", change.by())
                .upsert(jdbc, "view.project_policy", "project", "kind", "version");
        Row.upsert(
                jdbc,
                "view.project_policy_entry",
                IntStream.range(0, entries.size())
                        .mapToObj(place -> new Row()
                                .text("project", change.project())
                                .text("kind", kind)
                                .number("version", version)
                                .number("place", place)
                                .text("code", entries.get(place).code())
                                .text("label", entries.get(place).label())
                                .flag("retired", entries.get(place).retired())
                                .number("win_probability", entries.get(place).winProbability()))
                        .toList(),
                "project",
                "kind",
                "version",
                "place");
    }

    private void update(Change change, String more, Row values) {
        int updated = jdbc.update(
                "UPDATE view.project_list SET version = :version, changed_at = :at" + more
                        + " WHERE project = :project",
                values.text("project", change.project())
                        .number("version", change.version())
                        .instant("at", change.at())
                        .parameters());
        MissingRow.unless(updated, TABLE, change.project());
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

    /** Before a replay the list is emptied. */
    @ResetHandler
    void empty() {
        jdbc.update("DELETE FROM view.project_policy_entry", Map.of());
        jdbc.update("DELETE FROM view.project_policy", Map.of());
        jdbc.update("DELETE FROM view.project_list", Map.of());
    }
}
