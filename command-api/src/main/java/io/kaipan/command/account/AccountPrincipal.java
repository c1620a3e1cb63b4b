package io.kaipan.command.account;

import io.kaipan.domain.shared.Actor;
import java.time.Instant;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Somebody who signed in with the password of a local account.
 *
 * @param passwordSetAt when the password was set that was used: another one set later ends this sign-in
 */
public record AccountPrincipal(Actor actor, String displayName, Instant passwordSetAt)
        implements ActorPrincipal, AuthenticatedPrincipal {
    @Override
    public String getName() {
        return actor.user();
    }
}
