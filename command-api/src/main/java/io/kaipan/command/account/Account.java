package io.kaipan.command.account;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserEntry;
import java.time.Instant;
import java.util.stream.Collectors;

/** A user with a password of their own. */
record Account(UserEntry user, String passwordHash, Instant passwordSetAt) {
    AccountPrincipal principal() {
        return new AccountPrincipal(
                new Actor(
                        user.user().value(),
                        user.roles(),
                        user.projects().stream().map(ProjectCode::value).collect(Collectors.toSet())),
                user.displayName(),
                passwordSetAt);
    }
}
