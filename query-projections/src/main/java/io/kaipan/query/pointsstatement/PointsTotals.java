package io.kaipan.query.pointsstatement;

import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.masking.RowRights;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.projection.Columns;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What there is of points in all (ANA-7), in the projects that the actor is bound to: answered from indexes of entries that
 * have points left, without reading entries or accounts. Points are those of the project that gave them.
 */
@Component
public class PointsTotals {
    private static final RowRights RIGHTS = new RowRights("e.project", "NULL");
    private static final RowRights RIGHTS_TO_ACCOUNTS = new RowRights("a.project", "NULL");

    private final JdbcClient jdbc;

    PointsTotals(@Qualifier("queryJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Points to be used, by kind. @param projects none means all the actor is bound to */
    public List<OutstandingPoints> outstanding(Set<ProjectCode> projects, Actor actor) {
        Conditions conditions = conditions(projects, actor);
        return jdbc.sql("""
                SELECT e.kind, sum(e.points_left) AS points, count(DISTINCT e.account_id) AS accounts
                FROM view.points_entry e WHERE %s GROUP BY e.kind ORDER BY e.kind""".formatted(conditions.sql()))
                .params(conditions.parameters())
                .query((row, number) -> new OutstandingPoints(
                        Columns.valueOrNull(row, "kind", PointsKind::valueOf),
                        row.getLong("points"),
                        row.getLong("accounts")))
                .list();
    }

    /**
     * Points that expire, by month and kind; those whose day has come, but that nobody has looked at since, among them.
     *
     * @param projects none means all the actor is bound to
     * @param before only those that expire before that day; null means ever
     */
    public List<ExpiringPoints> expiring(Set<ProjectCode> projects, @Nullable LocalDate before, Actor actor) {
        Conditions conditions = conditions(projects, actor).and("e.expires_on IS NOT NULL");
        if (before != null) {
            conditions.and("e.expires_on < :before", "before", before);
        }
        return jdbc.sql("""
                SELECT date_trunc('month', e.expires_on)::date AS month, e.kind, sum(e.points_left) AS points,
                    count(DISTINCT e.account_id) AS accounts
                FROM view.points_entry e WHERE %s GROUP BY 1, e.kind ORDER BY 1, e.kind""".formatted(conditions.sql()))
                .params(conditions.parameters())
                .query((row, number) -> new ExpiringPoints(
                        row.getObject("month", LocalDate.class),
                        Columns.valueOrNull(row, "kind", PointsKind::valueOf),
                        row.getLong("points"),
                        row.getLong("accounts")))
                .list();
    }

    /** Points that the members of projects owe. @param projects where they joined; none means all the actor is bound to */
    public OwedPoints owed(Set<ProjectCode> projects, Actor actor) {
        Conditions conditions =
                new Conditions().and("a.balance < 0 AND a.state = 'MEMBER'").anyOf("a.project", "projects", projects);
        conditions.and(RIGHTS_TO_ACCOUNTS.visible(actor, conditions));
        return jdbc.sql("SELECT coalesce(-sum(a.balance), 0) AS points, count(*) AS accounts FROM view.member_account a"
                        + " WHERE " + conditions.sql())
                .params(conditions.parameters())
                .query((row, number) -> new OwedPoints(row.getLong("points"), row.getLong("accounts")))
                .single();
    }

    private static Conditions conditions(Set<ProjectCode> projects, Actor actor) {
        Conditions conditions =
                new Conditions().and("e.points_left > 0 AND NOT e.lapsed").anyOf("e.project", "projects", projects);
        return conditions.and(RIGHTS.visible(actor, conditions));
    }
}
