package io.kaipan.domain.user;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SentBy;
import io.kaipan.domain.shared.Text;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked about a user (G-7). Passwords are no part of the log: they are set beside it. */
public sealed interface UserCommand {
    UserName user();

    @TargetAggregateIdentifier
    default UserId id() {
        return user().id();
    }

    /** Enters a user with roles and projects. */
    @SentBy(Role.ADMIN)
    record RegisterUser(UserName user, String displayName, List<Role> roles, List<ProjectCode> projects)
            implements UserCommand {}

    /** Replaces a user's roles and projects. */
    @SentBy(Role.ADMIN)
    record ChangeUserAccess(
            UserName user,
            List<Role> roles,
            List<ProjectCode> projects,
            @Text(max = 500) String reason) implements UserCommand {}

    /** Shuts a user out until reinstated. */
    @SentBy(Role.ADMIN)
    record SuspendUser(UserName user, @Text(max = 500) String reason) implements UserCommand {}

    /** Lets a suspended user in again. */
    @SentBy(Role.ADMIN)
    record ReinstateUser(UserName user, @Text(max = 500) String reason) implements UserCommand {}
}
