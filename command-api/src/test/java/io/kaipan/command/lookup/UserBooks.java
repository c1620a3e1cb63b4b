package io.kaipan.command.lookup;

import io.kaipan.domain.user.UserBook;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hands tests of other packages the user book. */
public final class UserBooks {
    public static UserBook on(JdbcClient jdbc, UserChanges changes) {
        return new JdbcUserBook(jdbc, changes);
    }

    private UserBooks() {}
}
