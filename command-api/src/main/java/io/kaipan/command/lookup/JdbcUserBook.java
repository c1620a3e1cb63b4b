package io.kaipan.command.lookup;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users in {@code lookup.user_entry} (G-7). */
@Component
class JdbcUserBook implements UserBook {
    /** Key of the advisory lock under which it is decided whether somebody may stop being an administrator. */
    private static final int ADMIN_LOCK = 0x4b41_4401;

    private final JdbcClient jdbc;
    private final UserChanges changes;

    JdbcUserBook(JdbcClient jdbc, UserChanges changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    @Override
    public Optional<UserEntry> find(UserName user) {
        return jdbc.sql("SELECT * FROM lookup.user_entry WHERE user_name = ?")
                .param(user.value())
                .query((row, number) -> entry(row))
                .optional();
    }

    @Override
    public void save(UserEntry entry) {
        jdbc.sql("""
                INSERT INTO lookup.user_entry (user_name, display_name, roles, projects, suspended) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (user_name) DO UPDATE SET display_name = EXCLUDED.display_name, roles = EXCLUDED.roles,
                    projects = EXCLUDED.projects, suspended = EXCLUDED.suspended""")
                .params(
                        entry.user().value(),
                        entry.displayName(),
                        entry.roles().stream().map(Role::name).sorted().toArray(String[]::new),
                        entry.projects().stream()
                                .map(ProjectCode::value)
                                .sorted()
                                .toArray(String[]::new),
                        entry.suspended())
                .update();
        changes.changed(entry.user());
    }

    @Override
    public boolean hasOtherAdmin(UserName user) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                .param(ADMIN_LOCK)
                .query((row, number) -> number)
                .single();
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM lookup.user_entry
                               WHERE 'ADMIN' = ANY (roles) AND NOT suspended AND user_name <> ?)""").param(user.value()).query(Boolean.class).single();
    }

    private static UserEntry entry(ResultSet row) throws SQLException {
        String[] roles = (String[]) row.getArray("roles").getArray();
        String[] projects = (String[]) row.getArray("projects").getArray();
        return new UserEntry(
                new UserName(row.getString("user_name")),
                row.getString("display_name"),
                Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toSet()),
                Arrays.stream(projects).map(ProjectCode::new).collect(Collectors.toSet()),
                row.getBoolean("suspended"));
    }
}
