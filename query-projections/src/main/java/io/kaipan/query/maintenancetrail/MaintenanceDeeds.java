package io.kaipan.query.maintenancetrail;

import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import io.kaipan.query.projection.Columns;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The deeds, newest first. */
@Component
public class MaintenanceDeeds {
    private static final String FROM = "FROM trail.maintenance m";
    private static final Keyset NEWEST_FIRST = new Keyset("deeds", "m.id", KeyType.NUMBER, "m.user_name", true);

    private final JdbcClient jdbc;

    MaintenanceDeeds(@Qualifier("queryJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A page of deeds.
     *
     * @param user login name; null means anybody's
     * @param at when; null means ever
     */
    public Page<MaintenanceDeed> page(@Nullable String user, @Nullable TimeRange at, PageRequest page) {
        return NEWEST_FIRST.page(
                jdbc,
                "SELECT m.id, m.at, m.user_name, m.roles, m.deed, m.target, m.reason " + FROM,
                conditions(user, at),
                page,
                (row, number) -> new MaintenanceDeed(
                        row.getLong("id"),
                        Columns.instant(row, "at"),
                        row.getString("user_name"),
                        Columns.values(row, "roles", Function.identity()),
                        row.getString("deed"),
                        row.getString("target"),
                        row.getString("reason")),
                List::copyOf);
    }

    /** How many deeds there are; a statement of its own, so only for those who ask. */
    public CappedCount count(@Nullable String user, @Nullable TimeRange at) {
        return Keyset.count(jdbc, FROM, conditions(user, at));
    }

    private static Conditions conditions(@Nullable String user, @Nullable TimeRange at) {
        Conditions conditions = new Conditions().within("m.at", "at", at);
        return user == null ? conditions : conditions.and("m.user_name = :user", "user", user);
    }
}
