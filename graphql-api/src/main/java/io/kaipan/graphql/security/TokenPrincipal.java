package io.kaipan.graphql.security;

import io.kaipan.command.account.ActorPrincipal;
import io.kaipan.domain.shared.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Somebody who came with a bearer token. @param expires null when the token does not say */
record TokenPrincipal(Actor actor, @Nullable Instant expires) implements ActorPrincipal, AuthenticatedPrincipal {
    @Override
    public String getName() {
        return actor.user();
    }
}
