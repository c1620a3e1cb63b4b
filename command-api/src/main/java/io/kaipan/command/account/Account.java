package io.kaipan.command.account;

import io.kaipan.domain.user.UserEntry;
import java.time.Instant;

/** A user with a password of their own. */
record Account(UserEntry user, String passwordHash, Instant passwordSetAt) {
    AccountPrincipal principal() {
        return new AccountPrincipal(user.actor(), user.displayName(), passwordSetAt);
    }
}
