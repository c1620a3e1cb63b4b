package io.kaipan.query.userlist;

import static io.kaipan.query.userlist.StoredUser.USERS;

import io.kaipan.domain.user.UserEvent;
import io.kaipan.domain.user.UserEvent.UserRegistered;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the list of users. */
@Component
class UserListProjection implements Projection {
    @Override
    public String view() {
        return UserList.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(USERS);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(UserEvent.class);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        if (event instanceof UserEvent known && !(event instanceof UserRegistered)) {
            wanted.row(USERS, known.user());
        }
    }

    @Override
    public void fold(Recorded recorded, Rows rows) {
        UserEvent event = (UserEvent) recorded.event();
        rows.put(
                USERS,
                event instanceof UserRegistered registered
                        ? StoredUser.registered(registered, recorded)
                        : rows.get(USERS, event.user()).after(event, recorded));
    }
}
