package io.kaipan.query.projectlist;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/** A row of {@code view.project_policy}: a policy as it was set once (G-11). */
record StoredPolicy(Id id, LocalDate effectiveFrom, Instant setAt, String setBy) {
    static final Table<StoredPolicy> POLICIES = Table.<StoredPolicy>named(
                    "project_policy", "project", "kind", "version")
            .text("project", policy -> policy.id.project())
            .text("kind", policy -> policy.id.kind())
            .integer("version", policy -> policy.id.version())
            .date("effective_from", StoredPolicy::effectiveFrom)
            .instant("set_at", StoredPolicy::setAt)
            .text("set_by", StoredPolicy::setBy)
            .reads(StoredPolicy::from);

    /** Which version of which policy of which project. */
    record Id(ProjectCode project, PolicyKind kind, int version) {
        static Id from(ResultSet row) throws SQLException {
            return new Id(
                    new ProjectCode(row.getString("project")),
                    PolicyKind.valueOf(row.getString("kind")),
                    row.getInt("version"));
        }
    }

    static StoredPolicy set(Id id, LocalDate effectiveFrom, Recorded recorded) {
        return new StoredPolicy(id, effectiveFrom, recorded.at(), recorded.by());
    }

    static StoredPolicy from(ResultSet row) throws SQLException {
        return new StoredPolicy(
                Id.from(row),
                row.getObject("effective_from", LocalDate.class),
                Columns.instant(row, "set_at"),
                row.getString("set_by"));
    }
}
