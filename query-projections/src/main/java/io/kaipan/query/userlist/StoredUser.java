package io.kaipan.query.userlist;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserEvent;
import io.kaipan.domain.user.UserEvent.UserAccessChanged;
import io.kaipan.domain.user.UserEvent.UserRegistered;
import io.kaipan.domain.user.UserEvent.UserReinstated;
import io.kaipan.domain.user.UserEvent.UserSuspended;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A row of {@code view.user_list}, and how events change it. */
record StoredUser(
        UserName name,
        long version,
        String displayName,
        List<Role> roles,
        List<ProjectCode> projects,
        boolean suspended,
        Instant registeredAt,
        Instant changedAt) {
    static final Table<StoredUser> USERS = Table.<StoredUser>named("user_list", "user_name")
            .text("user_name", StoredUser::name)
            .number("version", StoredUser::version)
            .text("display_name", StoredUser::displayName)
            .texts("roles", StoredUser::roles)
            .texts("projects", StoredUser::projects)
            .flag("suspended", StoredUser::suspended)
            .instant("registered_at", StoredUser::registeredAt)
            .instant("changed_at", StoredUser::changedAt)
            .reads(StoredUser::from);

    static StoredUser registered(UserRegistered event, Recorded recorded) {
        return new StoredUser(
                event.user(),
                recorded.version(),
                event.displayName(),
                sorted(event.roles()),
                event.projects(),
                false,
                recorded.at(),
                recorded.at());
    }

    /** The user after an event other than the registration. */
    StoredUser after(UserEvent event, Recorded recorded) {
        return switch (event) {
            case UserRegistered e -> throw new IllegalArgumentException("A user is registered once: " + e.user());
            case UserAccessChanged e -> changed(sorted(e.roles()), e.projects(), suspended, recorded);
            case UserSuspended e -> changed(roles, projects, true, recorded);
            case UserReinstated e -> changed(roles, projects, false, recorded);
        };
    }

    private StoredUser changed(
            List<Role> newRoles, List<ProjectCode> newProjects, boolean nowSuspended, Recorded recorded) {
        return new StoredUser(
                name,
                recorded.version(),
                displayName,
                newRoles,
                newProjects,
                nowSuspended,
                registeredAt,
                recorded.at());
    }

    private static List<Role> sorted(List<Role> roles) {
        return roles.stream().sorted().toList();
    }

    static StoredUser from(ResultSet row) throws SQLException {
        return new StoredUser(
                new UserName(row.getString("user_name")),
                row.getLong("version"),
                row.getString("display_name"),
                Columns.values(row, "roles", Role::valueOf),
                Columns.values(row, "projects", ProjectCode::new),
                row.getBoolean("suspended"),
                Columns.instant(row, "registered_at"),
                Columns.instant(row, "changed_at"));
    }
}
