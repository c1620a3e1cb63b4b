package io.kaipan.query.paging;

import io.kaipan.domain.user.UserName;
import java.util.Set;

/** Whose records are wanted. */
public sealed interface OwnerFilter {
    /** Those of any of these consultants. */
    record AnyOf(Set<UserName> users) implements OwnerFilter {
        public AnyOf {
            users = Set.copyOf(users);
        }
    }

    /** The asker's own. */
    record Mine() implements OwnerFilter {}

    /** Those that somebody owns. */
    record Somebody() implements OwnerFilter {}

    /** Those that nobody owns yet. */
    record Nobody() implements OwnerFilter {}
}
