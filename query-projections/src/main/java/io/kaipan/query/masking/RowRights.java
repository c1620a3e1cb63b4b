package io.kaipan.query.masking;

import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.paging.Conditions;

/**
 * The row rule of G-8 as conditions of SQL; the same as {@link Actor#isBoundTo} and {@link Actor#seesPersonalDataOf},
 * which a test holds against each other.
 *
 * @param project the column with the project's code
 * @param owner the column with the owner's login name
 */
public record RowRights(String project, String owner) {
    /** Whether the row appears at all: it belongs to a project that the actor is bound to. */
    public String visible(Actor actor, Conditions conditions) {
        if (actor.is(Role.ADMIN) || actor.is(Role.AUDITOR)) {
            return "TRUE";
        }
        conditions.with("boundProjects", Conditions.texts(actor.projects()));
        return project + " = ANY(:boundProjects)";
    }

    /** Whether the row's personal data is shown unmasked. */
    public String sees(Actor actor, Conditions conditions) {
        if (actor.is(Role.AUDITOR)) {
            return "TRUE";
        }
        String visible = visible(actor, conditions);
        if (actor.is(Role.SALES_MANAGER)) {
            return visible;
        }
        conditions.with("asker", actor.user());
        return visible + " AND " + owner + " = :asker";
    }
}
