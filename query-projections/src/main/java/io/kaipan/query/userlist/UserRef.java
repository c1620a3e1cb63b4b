package io.kaipan.query.userlist;

import io.kaipan.domain.user.UserId;
import io.kaipan.domain.user.UserName;
import org.jspecify.annotations.Nullable;

/**
 * A user as other records name them.
 *
 * @param userName the login name
 * @param displayName the login name while the list of users doesn't know better yet
 */
public record UserRef(UserName userName, String displayName) {
    /** @param known from the list of users; null while it doesn't have that user */
    public static @Nullable UserRef of(@Nullable UserName userName, @Nullable String known) {
        return userName == null ? null : new UserRef(userName, known == null ? userName.value() : known);
    }

    public UserId id() {
        return userName.id();
    }
}
