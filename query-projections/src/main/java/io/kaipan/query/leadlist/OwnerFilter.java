package io.kaipan.query.leadlist;

import io.kaipan.domain.user.UserName;

/** Whose leads are wanted. */
public sealed interface OwnerFilter {
    /** Those of one consultant. */
    record Is(UserName user) implements OwnerFilter {}

    /** Those that nobody owns yet. */
    record Nobody() implements OwnerFilter {}

    /** The asker's own. */
    record Mine() implements OwnerFilter {}
}
