package io.kaipan.domain.user;

import java.util.Optional;

/** The users as commands see them. Reads and writes take part in the command's transaction. */
public interface UserBook {
    Optional<UserEntry> find(UserName user);

    /** Writes down the state of a user after a change. */
    void save(UserEntry entry);

    /** Whether an active ADMIN other than {@code user} exists; of two simultaneous askers one waits for the other. */
    boolean hasOtherAdmin(UserName user);
}
