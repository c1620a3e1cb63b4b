package io.kaipan.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectRule;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserCommand.ChangeUserAccess;
import io.kaipan.domain.user.UserCommand.RegisterUser;
import io.kaipan.domain.user.UserCommand.ReinstateUser;
import io.kaipan.domain.user.UserCommand.SuspendUser;
import io.kaipan.domain.user.UserEvent.UserAccessChanged;
import io.kaipan.domain.user.UserEvent.UserRegistered;
import io.kaipan.domain.user.UserEvent.UserReinstated;
import io.kaipan.domain.user.UserEvent.UserSuspended;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Somebody who works with Kaipan: roles, projects, and whether they are let in (G-7). */
@LoggedAs("user.User")
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class User {
    @AggregateIdentifier
    private UserId id;

    private UserName name;
    private String displayName;
    private Set<Role> roles = Set.of();
    private Set<ProjectCode> projects = Set.of();
    private boolean suspended;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(RegisterUser register, UserBook users, ProjectBook book) {
        UserRule.USER_NAME_INVALID.refuseIf(!register.user().isWellFormed(), "user");
        UserRule.USER_NAME_TAKEN.refuseIf(users.find(register.user()).isPresent(), "user");
        UserRule.ROLE_REQUIRED.refuseIf(register.roles().isEmpty(), "roles");
        requireKnown(register.projects(), book);
        record(
                new UserRegistered(
                        register.user(), register.displayName(), tidy(register.roles()), tidy(register.projects())),
                users);
    }

    @CommandHandler
    void decide(ChangeUserAccess change, UserBook users, ProjectBook book) {
        UserRule.ROLE_REQUIRED.refuseIf(change.roles().isEmpty(), "roles");
        requireKnown(change.projects(), book);
        if (Set.copyOf(change.roles()).equals(roles)
                && Set.copyOf(change.projects()).equals(projects)) {
            return;
        }
        if (!change.roles().contains(Role.ADMIN)) {
            requireOtherAdmin(users);
        }
        record(new UserAccessChanged(name, tidy(change.roles()), tidy(change.projects()), change.reason()), users);
    }

    @CommandHandler
    void decide(SuspendUser suspend, UserBook users) {
        if (!suspended) {
            requireOtherAdmin(users);
            record(new UserSuspended(name, suspend.reason()), users);
        }
    }

    @CommandHandler
    void decide(ReinstateUser reinstate, UserBook users) {
        if (suspended) {
            record(new UserReinstated(name, reinstate.reason()), users);
        }
    }

    private void requireOtherAdmin(UserBook users) {
        boolean activeAdmin = roles.contains(Role.ADMIN) && !suspended;
        UserRule.LAST_ADMIN.refuseIf(activeAdmin && !users.hasOtherAdmin(name));
    }

    private static void requireKnown(List<ProjectCode> projects, ProjectBook book) {
        for (int i = 0; i < projects.size(); i++) {
            ProjectRule.PROJECT_UNKNOWN.refuseIf(book.find(projects.get(i)).isEmpty(), "projects[" + i + "]");
        }
    }

    private static <T> List<T> tidy(List<T> list) {
        return list.stream().distinct().toList();
    }

    private void record(UserEvent event, UserBook users) {
        apply(event);
        users.save(new UserEntry(name, displayName, roles, projects, suspended));
    }

    @EventSourcingHandler
    void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered e -> {
                id = e.user().id();
                name = e.user();
                displayName = e.displayName();
                roles = Set.copyOf(e.roles());
                projects = Set.copyOf(e.projects());
            }
            case UserAccessChanged e -> {
                roles = Set.copyOf(e.roles());
                projects = Set.copyOf(e.projects());
            }
            case UserSuspended e -> suspended = true;
            case UserReinstated e -> suspended = false;
        }
    }

    private User() {}
}
