package io.kaipan.query.projectlist;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code view.project_list}, and how events change it.
 *
 * @param policyVersion how often any policy was set (G-11)
 */
record StoredProject(
        ProjectCode code,
        long version,
        String name,
        String city,
        @Nullable String region,
        String timeZone,
        @Nullable Instant closedAt,
        @Nullable String closeReason,
        int policyVersion,
        Instant openedAt,
        Instant changedAt) {
    static final Table<StoredProject> PROJECTS = Table.<StoredProject>named("project_list", "project")
            .text("project", StoredProject::code)
            .number("version", StoredProject::version)
            .text("name", StoredProject::name)
            .text("city", StoredProject::city)
            .text("region", StoredProject::region)
            .text("time_zone", StoredProject::timeZone)
            .instant("closed_at", StoredProject::closedAt)
            .text("close_reason", StoredProject::closeReason)
            .integer("policy_version", StoredProject::policyVersion)
            .instant("opened_at", StoredProject::openedAt)
            .instant("changed_at", StoredProject::changedAt)
            .reads(StoredProject::from);

    static StoredProject opened(ProjectOpened event, Recorded recorded) {
        return new StoredProject(
                event.project(),
                recorded.version(),
                event.name(),
                event.city(),
                event.region(),
                event.timeZone(),
                null,
                null,
                0,
                recorded.at(),
                recorded.at());
    }

    StoredProject policySet(Recorded recorded) {
        return changed(closedAt, closeReason, policyVersion + 1, recorded);
    }

    StoredProject closed(String reason, Recorded recorded) {
        return changed(recorded.at(), reason, policyVersion, recorded);
    }

    private StoredProject changed(
            @Nullable Instant newClosedAt, @Nullable String newReason, int newPolicyVersion, Recorded recorded) {
        return new StoredProject(
                code,
                recorded.version(),
                name,
                city,
                region,
                timeZone,
                newClosedAt,
                newReason,
                newPolicyVersion,
                openedAt,
                recorded.at());
    }

    static StoredProject from(ResultSet row) throws SQLException {
        return new StoredProject(
                new ProjectCode(row.getString("project")),
                row.getLong("version"),
                row.getString("name"),
                row.getString("city"),
                row.getString("region"),
                row.getString("time_zone"),
                Columns.instantOrNull(row, "closed_at"),
                row.getString("close_reason"),
                row.getInt("policy_version"),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "changed_at"));
    }
}
