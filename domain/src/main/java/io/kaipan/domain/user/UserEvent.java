package io.kaipan.domain.user;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.Role;
import java.util.List;

/** What happens to a user. */
public sealed interface UserEvent {
    UserName user();

    @LoggedAs("user.UserRegistered")
    record UserRegistered(UserName user, String displayName, List<Role> roles, List<ProjectCode> projects)
            implements UserEvent {}

    @LoggedAs("user.UserAccessChanged")
    record UserAccessChanged(UserName user, List<Role> roles, List<ProjectCode> projects, String reason)
            implements UserEvent {}

    @LoggedAs("user.UserSuspended")
    record UserSuspended(UserName user, String reason) implements UserEvent {}

    @LoggedAs("user.UserReinstated")
    record UserReinstated(UserName user, String reason) implements UserEvent {}
}
