package io.kaipan.query.userlist;

import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserEvent;
import io.kaipan.domain.user.UserEvent.UserAccessChanged;
import io.kaipan.domain.user.UserEvent.UserRegistered;
import io.kaipan.domain.user.UserEvent.UserReinstated;
import io.kaipan.domain.user.UserEvent.UserSuspended;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.projection.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the list of users. */
@Component
@ProcessingGroup(UserList.VIEW)
class UserListProjection {
    private static final String TABLE = "view.user_list";

    private final NamedParameterJdbcOperations jdbc;

    UserListProjection(@Qualifier("projectionDataSource") DataSource source) {
        this.jdbc = new NamedParameterJdbcTemplate(source);
    }

    @EventHandler
    void on(UserEvent event, @SequenceNumber long version, @Timestamp Instant at) {
        Row row = new Row()
                .text("user_name", event.user())
                .number("version", version)
                .instant("changed_at", at);
        switch (event) {
            case UserRegistered e ->
                row.text("display_name", e.displayName())
                        .texts("roles", sorted(e.roles()))
                        .texts("projects", e.projects())
                        .flag("suspended", false)
                        .instant("registered_at", at)
                        .upsert(jdbc, TABLE, "user_name");
            case UserAccessChanged e ->
                update(
                        "roles = :roles, projects = :projects",
                        row.texts("roles", sorted(e.roles())).texts("projects", e.projects()),
                        event);
            case UserSuspended e -> update("suspended = true", row, event);
            case UserReinstated e -> update("suspended = false", row, event);
        }
    }

    private static List<Role> sorted(List<Role> roles) {
        return roles.stream().sorted().toList();
    }

    private void update(String change, Row row, UserEvent event) {
        int updated = jdbc.update(
                "UPDATE view.user_list SET version = :version, changed_at = :changed_at, " + change
                        + " WHERE user_name = :user_name",
                row.parameters());
        MissingRow.unless(updated, TABLE, event.user());
    }

    /** Before a replay the list is emptied. */
    @ResetHandler
    void empty() {
        jdbc.update("DELETE FROM view.user_list", Map.of());
    }
}
