package io.kaipan.graphql.security;

import io.kaipan.command.account.ActorPrincipal;
import io.kaipan.domain.shared.Actor;
import io.kaipan.graphql.edge.Callers;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.live.SessionEnds;
import io.kaipan.graphql.schema.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Callers are signed-in users, as what they are at this moment. */
@Component
class SignedInCallers implements Callers {
    private final PresentActors actors;
    private final SessionEnds sessions;
    private final RateLimit rateLimit;
    private final Clock clock;

    SignedInCallers(PresentActors actors, SessionEnds sessions, RateLimit rateLimit, Clock clock) {
        this.actors = actors;
        this.sessions = sessions;
        this.rateLimit = rateLimit;
        this.clock = clock;
    }

    @Override
    public Caller of(@Nullable Authentication signedIn, @Nullable String session) {
        if (signedIn == null || !(signedIn.getPrincipal() instanceof ActorPrincipal principal)) {
            throw ApiError.UNAUTHENTICATED.exception("Sign in first");
        }
        Actor actor =
                actors.of(principal).orElseThrow(() -> ApiError.UNAUTHENTICATED.exception("The sign-in has ended"));
        return new SignedInCaller(actor, principal, session);
    }

    @Override
    public Caller ofMessage(@Nullable Authentication signedIn, @Nullable String session) {
        Caller caller = of(signedIn, session);
        Duration wait = rateLimit.count(caller.actor().user());
        if (!wait.isZero()) {
            throw ApiError.RATE_LIMITED.exception("Too many requests; wait " + (wait.toSeconds() + 1) + " seconds");
        }
        return caller;
    }

    private final class SignedInCaller implements Caller {
        private final Actor actor;
        private final ActorPrincipal principal;
        private final @Nullable String session;

        SignedInCaller(Actor actor, ActorPrincipal principal, @Nullable String session) {
            this.actor = actor;
            this.principal = principal;
            this.session = session;
        }

        @Override
        public Actor actor() {
            return actor;
        }

        @Override
        public Optional<Actor> now() {
            return actors.of(principal);
        }

        @Override
        public Mono<Void> signedOut() {
            Mono<Void> sessionEnd = session == null ? Mono.never() : sessions.end(session);
            Mono<Void> expiry = principal instanceof TokenPrincipal token && token.expires() != null
                    ? Mono.delay(Duration.between(clock.instant(), token.expires()))
                            .then()
                    : Mono.never();
            return Mono.firstWithSignal(sessionEnd, expiry);
        }
    }
}
