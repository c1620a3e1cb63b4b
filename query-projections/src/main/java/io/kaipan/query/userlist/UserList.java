package io.kaipan.query.userlist;

import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The users, by login name: admins and auditors see all, others themselves and those who share a project with them. */
@Component
public class UserList {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "user-list";

    /** A page of users. @throws io.kaipan.query.paging.PageRefused when the cursor is not one of this list */
    public Page<UserRow> page(UserFilter filter, PageRequest page, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** How many users there are; a statement of its own, so only for those who ask. */
    public CappedCount count(UserFilter filter, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Several users whoever asks: for the owners and authors of records that the asker sees. Those that don't exist are
     * missing from the answer.
     */
    public Map<UserName, UserRow> named(Collection<UserName> users) {
        throw new UnsupportedOperationException();
    }

    /** Several users at once; those that don't exist or must not be seen are missing from the answer. */
    public Map<UserName, UserRow> find(Collection<UserName> users, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
