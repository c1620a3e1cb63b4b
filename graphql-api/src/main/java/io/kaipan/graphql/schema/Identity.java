package io.kaipan.graphql.schema;

import graphql.GraphQLContext;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.errors.ApiError;
import java.util.Set;

/** Who asks, carried explicitly from the edge into every fetcher and batch loader: never taken from the thread. */
public final class Identity {
    /** The actor who asks. @throws io.kaipan.graphql.errors.ApiException UNAUTHENTICATED when nobody has signed in */
    public static Actor of(GraphQLContext context) {
        return callerOf(context).actor();
    }

    /** Who asks. @throws io.kaipan.graphql.errors.ApiException UNAUTHENTICATED when nobody has signed in */
    public static Caller callerOf(GraphQLContext context) {
        Caller caller = context.get(Caller.class);
        if (caller == null) {
            throw ApiError.UNAUTHENTICATED.exception("Sign in first");
        }
        return caller;
    }

    /** @throws io.kaipan.graphql.errors.ApiException FORBIDDEN unless the actor holds one of the roles */
    public static void requireAny(Actor actor, Set<Role> audience) {
        if (!actor.isAny(audience)) {
            throw ApiError.FORBIDDEN.exception("Your roles do not allow this");
        }
    }

    private Identity() {}
}
