package io.kaipan.graphql.edge;

import io.kaipan.graphql.schema.Caller;
import org.springframework.graphql.server.WebGraphQlRequest;

/** Tells who sent a request. */
public interface Callers {
    /** @throws io.kaipan.graphql.errors.ApiException UNAUTHENTICATED, RATE_LIMITED */
    Caller of(WebGraphQlRequest request);
}
