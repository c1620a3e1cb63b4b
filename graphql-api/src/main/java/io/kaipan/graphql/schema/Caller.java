package io.kaipan.graphql.schema;

import io.kaipan.domain.shared.Actor;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Who asks, and whether they still may while an answer goes on. */
public interface Caller {
    /** The actor when the request came in. */
    Actor actor();

    /** The actor as of now, with the roles and projects of this moment; empty when the right to ask has ended. */
    Optional<Actor> now();

    /** Completes when the sign-in ends: signed out, session over, token expired. */
    Mono<Void> signedOut();
}
