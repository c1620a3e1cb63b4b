package io.kaipan.query.readtrail;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.projection.Columns;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The reads of personal data by auditors and admins (G-8, AUD-6), newest first. */
@Component
public class ReadTrail {
    private static final String FROM = "FROM trail.personal_data_read r";
    private static final Keyset NEWEST_FIRST = new Keyset("reads", "r.id", KeyType.NUMBER, "r.user_name", true);

    private final JdbcClient jdbc;
    private final Clock clock;

    ReadTrail(@Qualifier("queryJdbc") JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Writes down that an auditor or admin is about to be shown personal data; of anybody else, or when there is nobody
     * to name, nothing is written. Returns once it is on disk.
     *
     * @param what what was asked, for example {@code leads}
     */
    public void record(Actor actor, String what, Collection<CustomerId> customers) {
        if (customers.isEmpty() || !(actor.is(Role.AUDITOR) || actor.is(Role.ADMIN))) {
            return;
        }
        jdbc.sql("""
                INSERT INTO trail.personal_data_read (at, user_name, roles, what, customers)
                VALUES (:at, :user, :roles, :what, :customers)""")
                .param("at", Conditions.at(clock.instant()))
                .param("user", actor.user())
                .param("roles", Conditions.texts(actor.roles().stream().sorted().toList()))
                .param("what", what)
                .param("customers", Conditions.texts(customers))
                .update();
    }

    /** How many reads there are; a statement of its own, so only for those who ask. */
    public CappedCount count(ReadTrailFilter filter, Actor actor) {
        return Keyset.count(jdbc, FROM, conditions(filter, actor));
    }

    /** A page of reads; none for anybody but auditors and admins. */
    public Page<PersonalDataRead> page(ReadTrailFilter filter, PageRequest page, Actor actor) {
        return NEWEST_FIRST.page(
                jdbc,
                "SELECT r.id, r.at, r.user_name, r.roles, r.what, r.customers " + FROM,
                conditions(filter, actor),
                page,
                (row, number) -> new PersonalDataRead(
                        row.getLong("id"),
                        Columns.instant(row, "at"),
                        row.getString("user_name"),
                        Columns.values(row, "roles", Function.identity()),
                        row.getString("what"),
                        Columns.values(row, "customers", CustomerId::new)),
                List::copyOf);
    }

    private static Conditions conditions(ReadTrailFilter filter, Actor actor) {
        Conditions conditions = new Conditions();
        if (!actor.is(Role.AUDITOR) && !actor.is(Role.ADMIN)) {
            conditions.and("FALSE");
        }
        if (filter.user() != null) {
            conditions.and("r.user_name = :user", "user", filter.user().value());
        }
        if (filter.customer() != null) {
            conditions.and(
                    "r.customers @> CAST(:customer AS text[])",
                    "customer",
                    Conditions.texts(List.of(filter.customer())));
        }
        return conditions.within("r.at", "at", filter.at());
    }
}
