package io.kaipan.graphql.edge;

import io.kaipan.graphql.schema.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Tells who sent a request. */
public interface Callers {
    /**
     * Who sent a request over HTTP.
     *
     * @param session the id of the HTTP session that the sign-in lives in; null when it lives in none
     * @throws io.kaipan.graphql.errors.ApiException UNAUTHENTICATED
     */
    Caller of(@Nullable Authentication signedIn, @Nullable String session);

    /**
     * Who sent a request over a socket. Such requests are counted here, as those over HTTP are before they get so far.
     *
     * @throws io.kaipan.graphql.errors.ApiException UNAUTHENTICATED, RATE_LIMITED
     */
    Caller ofMessage(@Nullable Authentication signedIn, @Nullable String session);
}
