package io.kaipan.domain.user;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.util.Set;
import java.util.stream.Collectors;

/** A user as commands and sign-in see them. */
public record UserEntry(
        UserName user, String displayName, Set<Role> roles, Set<ProjectCode> projects, boolean suspended) {
    public UserEntry {
        roles = Set.copyOf(roles);
        projects = Set.copyOf(projects);
    }

    /** Whether records of that project can be handed to this user (G-7). */
    public boolean isActiveConsultantIn(ProjectCode project) {
        return !suspended && roles.contains(Role.CONSULTANT) && projects.contains(project);
    }

    /** The user as one who acts (G-4). */
    public Actor actor() {
        return new Actor(
                user.value(), roles, projects.stream().map(ProjectCode::value).collect(Collectors.toSet()));
    }
}
