package io.kaipan.query.userlist;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which users are wanted: those that meet every condition given. An empty set or null is no condition.
 *
 * @param projects any of which they are bound to
 * @param roles any of which they hold
 */
public record UserFilter(
        Set<ProjectCode> projects,
        Set<Role> roles,
        @Nullable Boolean suspended) {
    /** No condition at all. */
    public static final UserFilter ALL = new UserFilter(Set.of(), Set.of(), null);

    public UserFilter {
        projects = Set.copyOf(projects);
        roles = Set.copyOf(roles);
    }
}
