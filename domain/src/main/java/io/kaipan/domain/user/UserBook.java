package io.kaipan.domain.user;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The users as commands see them. Reads and writes take part in the command's transaction. */
public interface UserBook {
    Optional<UserEntry> find(UserName user);

    /**
     * Who owns a new record (G-7): whoever is named, else the sender when they are a consultant, else nobody yet.
     *
     * @throws io.kaipan.domain.shared.RuleViolation {@link UserRule#OWNER_NOT_A_CONSULTANT} at {@code owner}
     */
    default @Nullable UserName ownerOf(@Nullable UserName named, ProjectCode project, Actor sender) {
        UserName self = sender.is(Role.CONSULTANT) ? new UserName(sender.user()) : null;
        if (named == null || named.equals(self)) {
            return self;
        }
        requireConsultant(named, project);
        return named;
    }

    /** @throws io.kaipan.domain.shared.RuleViolation {@link UserRule#OWNER_NOT_A_CONSULTANT} at {@code owner} */
    default void requireConsultant(UserName owner, ProjectCode project) {
        boolean consultant =
                find(owner).map(user -> user.isActiveConsultantIn(project)).orElse(false);
        UserRule.OWNER_NOT_A_CONSULTANT.refuseIf(!consultant, "owner");
    }

    /** Writes down the state of a user after a change. */
    void save(UserEntry entry);

    /** Whether an active ADMIN other than {@code user} exists; of two simultaneous askers one waits for the other. */
    boolean hasOtherAdmin(UserName user);
}
