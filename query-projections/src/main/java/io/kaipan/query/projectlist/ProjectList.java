package io.kaipan.query.projectlist;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectId;
import io.kaipan.domain.project.RelativeUse;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.masking.RowRights;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.projection.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The projects that an actor is bound to (G-7), by code. Two statements, however many projects. */
@Component
public class ProjectList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "project-list";

    private static final RowRights RIGHTS = new RowRights("p.project", "p.project");

    private static final String SELECT = """
            SELECT p.project, p.version, p.name, p.city, p.region, p.time_zone, p.closed_at, p.close_reason,
                p.policy_version, p.opened_at, p.changed_at
            FROM view.project_list p""";

    private final JdbcClient jdbc;
    private final Clock clock;

    ProjectList(@Qualifier("queryJdbc") JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All projects that the actor may see, by code. */
    public List<ProjectRow> all(Actor actor) {
        return read(visible(actor));
    }

    /** Several projects at once; those that don't exist or must not be seen are missing from the answer. */
    public Map<ProjectCode, ProjectRow> find(Collection<ProjectCode> codes, Actor actor) {
        Conditions conditions = visible(actor).and("p.project = ANY(:codes)", "codes", Conditions.texts(codes));
        return read(conditions).stream().collect(Collectors.toMap(ProjectRow::code, Function.identity()));
    }

    /** As {@link #find}, by id. */
    public Map<ProjectId, ProjectRow> findById(Collection<ProjectId> ids, Actor actor) {
        return all(actor).stream()
                .filter(project -> ids.contains(project.id()))
                .collect(Collectors.toMap(ProjectRow::id, Function.identity()));
    }

    private static Conditions visible(Actor actor) {
        Conditions conditions = new Conditions();
        return conditions.and(RIGHTS.visible(actor, conditions));
    }

    private List<ProjectRow> read(Conditions conditions) {
        Map<PolicyKey, List<ProjectRow.Version>> policies = policies(conditions);
        return jdbc.sql(SELECT + " WHERE " + conditions.sql() + " ORDER BY p.project")
                .params(conditions.parameters())
                .query((row, number) -> project(row, policies))
                .list();
    }

    private record PolicyKey(String project, PolicyKind kind) {}

    private Map<PolicyKey, List<ProjectRow.Version>> policies(Conditions conditions) {
        Map<PolicyKey, List<ProjectRow.Version>> policies = new LinkedHashMap<>();
        jdbc.sql("""
                SELECT v.project, v.kind, v.version, v.effective_from, v.set_at, v.set_by,
                    e.code, e.label, e.retired, e.win_probability
                FROM view.project_policy v
                LEFT JOIN view.project_policy_entry e USING (project, kind, version)
                JOIN view.project_list p USING (project)
                WHERE %s
                ORDER BY v.project, v.kind, v.version, e.place""".formatted(conditions.sql()))
                .params(conditions.parameters())
                .query((ResultSet row) -> {
                    PolicyKey key = new PolicyKey(row.getString("project"), PolicyKind.valueOf(row.getString("kind")));
                    List<ProjectRow.Version> versions = policies.computeIfAbsent(key, none -> new ArrayList<>());
                    if (versions.isEmpty() || versions.getLast().version() != row.getInt("version")) {
                        versions.add(new ProjectRow.Version(
                                row.getInt("version"),
                                row.getObject("effective_from", LocalDate.class),
                                Columns.instant(row, "set_at"),
                                row.getString("set_by"),
                                new ArrayList<>()));
                    }
                    if (row.getString("code") == null) {
                        return; // an empty list
                    }
                    versions.getLast()
                            .entries()
                            .add(new ProjectRow.Entry(
                                    row.getString("code"),
                                    row.getString("label"),
                                    row.getBoolean("retired"),
                                    row.getObject("win_probability", Integer.class)));
                });
        return policies;
    }

    private ProjectRow project(ResultSet row, Map<PolicyKey, List<ProjectRow.Version>> policies) throws SQLException {
        StoredProject stored = StoredProject.from(row);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of(stored.timeZone()));
        Function<PolicyKind, List<ProjectRow.Version>> versions =
                kind -> policies.getOrDefault(new PolicyKey(stored.code().value(), kind), List.of());
        Function<PolicyKind, ProjectRow.Policy> policy = kind -> policy(versions.apply(kind), today);
        return new ProjectRow(
                stored.code().id(),
                stored.version(),
                stored.code(),
                stored.name(),
                stored.city(),
                stored.region(),
                stored.timeZone(),
                stored.closedAt() != null,
                stored.closedAt(),
                stored.closeReason(),
                stored.policyVersion(),
                stored.openedAt(),
                stored.changedAt(),
                policy.apply(PolicyKind.STAGE),
                policy.apply(PolicyKind.FOLLOW_UP_LEVEL),
                policy.apply(PolicyKind.AWARENESS_CHANNEL),
                policy.apply(PolicyKind.CLOSE_REASON),
                ProjectRow.FollowUpPolicy.of(policy.apply(PolicyKind.FOLLOW_UP)),
                ShownClubPolicy.of(policy.apply(PolicyKind.CLUB)),
                Arrays.stream(RelativeUse.values())
                        .map(use -> ProjectRow.RelativePolicy.of(use, versions.apply(PolicyKind.of(use)), today))
                        .toList());
    }

    /** Of the versions begun by today the one set last holds, as for commands (G-11). */
    private static ProjectRow.Policy policy(List<ProjectRow.Version> versions, LocalDate today) {
        List<ProjectRow.Entry> current = versions.stream()
                .filter(version -> !version.effectiveFrom().isAfter(today))
                .reduce((earlier, later) -> later)
                .map(ProjectRow.Version::entries)
                .orElse(List.of());
        return new ProjectRow.Policy(List.copyOf(current), List.copyOf(versions));
    }
}
