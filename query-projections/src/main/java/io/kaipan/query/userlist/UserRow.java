package io.kaipan.query.userlist;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserId;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import java.util.List;

/**
 * A user (G-7).
 *
 * @param version sequence number of the last event, for {@code expectedVersion}
 * @param userName the login name
 * @param roles in the order of {@link Role}
 * @param projects codes of the projects the user is bound to, in order
 * @param suspended whether the user is shut out
 */
public record UserRow(
        UserId id,
        long version,
        UserName userName,
        String displayName,
        List<Role> roles,
        List<ProjectCode> projects,
        boolean suspended,
        Instant registeredAt,
        Instant changedAt) {}
