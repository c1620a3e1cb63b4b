package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.paging.Conditions;

/**
 * Who sees which member accounts (G-8), as conditions of SQL about {@link #FROM}: an account appears to those bound to a
 * project that it is known in, that is where they joined, were cleared, or earned or spent points. Its personal data is
 * shown to who sees that of the customer.
 */
public final class MemberRights {
    /**
     * Account {@code a}, its customer {@code h}, and {@code c} who stands for that customer now (CUS-4). While their view
     * doesn't know a customer yet, the account appears without personal data.
     */
    public static final String FROM = "FROM view.member_account a"
            + " LEFT JOIN view.customer_record h ON h.customer_id = a.customer_id"
            + " LEFT JOIN view.customer_record c ON c.customer_id = coalesce(h.survivor_id, h.customer_id)";

    /** Whether the account appears at all. */
    public static String visible(Actor actor, Conditions conditions) {
        if (actor.is(Role.AUDITOR) || actor.is(Role.ADMIN)) {
            return "TRUE";
        }
        conditions.with("knownProjects", Conditions.texts(actor.projects()));
        return "a.projects && CAST(:knownProjects AS text[])";
    }

    /** Whether personal data is shown. */
    public static String sees(Actor actor, Conditions conditions) {
        return CustomerRecords.sees(actor, conditions);
    }

    private MemberRights() {}
}
