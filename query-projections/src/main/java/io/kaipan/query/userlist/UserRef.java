package io.kaipan.query.userlist;

import io.kaipan.domain.user.UserId;
import io.kaipan.domain.user.UserName;

/**
 * A user as other records name them.
 *
 * @param userName the login name
 * @param displayName the login name while the list of users doesn't know better yet
 */
public record UserRef(UserName userName, String displayName) {
    public UserId id() {
        return userName.id();
    }
}
