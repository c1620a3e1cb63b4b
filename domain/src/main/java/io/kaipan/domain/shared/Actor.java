package io.kaipan.domain.shared;

import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who acts (G-4): a user with the roles held and the projects bound to at that moment. {@link Role#ADMIN} and
 * {@link Role#AUDITOR} are bound to all projects by their office.
 *
 * @param user the login name
 * @param projects codes of the projects the user is bound to (G-7)
 */
public record Actor(String user, Set<Role> roles, Set<String> projects) {
    public Actor {
        roles = Set.copyOf(roles);
        projects = Set.copyOf(projects);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether the actor holds at least one of the roles. */
    public boolean isAny(Set<Role> some) {
        return !Collections.disjoint(roles, some);
    }

    public boolean isBoundTo(String projectCode) {
        return is(Role.ADMIN) || is(Role.AUDITOR) || projects.contains(projectCode);
    }

    /**
     * The row rule for changes (G-8): a manager of the project changes any record in it; anybody else only records
     * that are theirs.
     *
     * @param owner the owning consultant's login name, null while nobody owns the record
     */
    public boolean mayChange(String projectCode, @Nullable String owner) {
        return isBoundTo(projectCode) && (is(Role.SALES_MANAGER) || user.equals(owner));
    }

    /** The row rule for personal data (G-8): owners, managers of the project and auditors see it, others masked. */
    public boolean seesPersonalDataOf(String projectCode, @Nullable String owner) {
        return is(Role.AUDITOR) || mayChange(projectCode, owner);
    }
}
