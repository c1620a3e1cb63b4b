package io.kaipan.query.userlist;

import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.user.UserId;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users, by login name: admins and auditors see all, others themselves and those who share a project with them. */
@Component
public class UserList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "user-list";

    private static final Keyset BY_NAME = new Keyset("users", "u.user_name", KeyType.TEXT, "u.user_name", false);
    private static final String FROM = "FROM view.user_list u";
    private static final String SELECT =
            "SELECT u.user_name, u.version, u.display_name, u.roles, u.projects, u.suspended,"
                    + " u.registered_at, u.changed_at " + FROM;

    private final JdbcClient jdbc;

    UserList(@Qualifier("queryJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page of users. @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list */
    public Page<UserRow> page(UserFilter filter, PageRequest page, Actor actor) {
        return BY_NAME.page(jdbc, SELECT, conditions(filter, actor), page, UserList::user, List::copyOf);
    }

    /** How many users there are; a statement of its own, so only for those who ask. */
    public CappedCount count(UserFilter filter, Actor actor) {
        return Keyset.count(jdbc, FROM, conditions(filter, actor));
    }

    /**
     * Several users whoever asks: for the owners and authors of records that the asker sees. Those that don't exist are
     * missing from the answer.
     */
    public Map<UserName, UserRow> named(Collection<UserName> users) {
        return read(new Conditions().and("u.user_name = ANY(:names)", "names", Conditions.texts(users)));
    }

    /** Several users at once; those that don't exist or must not be seen are missing from the answer. */
    public Map<UserName, UserRow> find(Collection<UserName> users, Actor actor) {
        return read(visible(actor).and("u.user_name = ANY(:names)", "names", Conditions.texts(users)));
    }

    /** As {@link #find}, by id. */
    public Map<UserId, UserRow> findById(Collection<UserId> ids, Actor actor) {
        // an id is a hash of the login name: see UserName; what is left out of the hash here is its version mark
        Conditions conditions = visible(actor)
                .and(
                        "left(md5('kaipan:user:' || u.user_name), 12) = ANY(:hashes)",
                        "hashes",
                        Conditions.texts(ids.stream().map(UserList::hash).toList()));
        return read(conditions).values().stream()
                .filter(user -> ids.contains(user.id()))
                .collect(Collectors.toMap(UserRow::id, Function.identity()));
    }

    private static String hash(UserId id) {
        return TypeId.uuid(id.value()).toString().replace("-", "").substring(0, 12);
    }

    private Map<UserName, UserRow> read(Conditions conditions) {
        return jdbc
                .sql(SELECT + " WHERE " + conditions.sql())
                .params(conditions.parameters())
                .query(UserList::user)
                .list()
                .stream()
                .collect(Collectors.toMap(UserRow::userName, Function.identity()));
    }

    private static Conditions conditions(UserFilter filter, Actor actor) {
        Conditions conditions = visible(actor);
        if (!filter.projects().isEmpty()) {
            conditions.and("u.projects && CAST(:projects AS text[])", "projects", Conditions.texts(filter.projects()));
        }
        if (!filter.roles().isEmpty()) {
            conditions.and("u.roles && CAST(:roles AS text[])", "roles", Conditions.texts(filter.roles()));
        }
        if (filter.suspended() != null) {
            conditions.and("u.suspended = :suspended", "suspended", filter.suspended());
        }
        return conditions;
    }

    private static Conditions visible(Actor actor) {
        Conditions conditions = new Conditions();
        return actor.is(Role.ADMIN) || actor.is(Role.AUDITOR)
                ? conditions
                : conditions
                        .and("u.user_name = :me OR u.projects && CAST(:boundProjects AS text[])")
                        .with("me", actor.user())
                        .with("boundProjects", Conditions.texts(actor.projects()));
    }

    private static UserRow user(ResultSet row, int number) throws SQLException {
        StoredUser user = StoredUser.from(row);
        return new UserRow(
                user.name().id(),
                user.version(),
                user.name(),
                user.displayName(),
                user.roles(),
                user.projects(),
                user.suspended(),
                user.registeredAt(),
                user.changedAt());
    }
}
