package io.kaipan.graphql.security;

import io.kaipan.graphql.edge.Requests;
import io.kaipan.graphql.errors.ApiError;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sockets are opened by those who are signed in, or who sign in with the first message: browsers can't send a bearer
 * token with the handshake, so {@code connection_init} may bring it as {@code {"Authorization": "Bearer …"}}.
 */
@Component
class SocketSignIn implements WebSocketGraphQlInterceptor {
    private static final String BEARER = "Bearer ";

    private final ObjectProvider<JwtDecoder> tokens;
    private final TokenUsers users;

    SocketSignIn(ObjectProvider<JwtDecoder> tokens, PresentActors actors, SecuritySettings settings) {
        this.tokens = tokens;
        this.users = new TokenUsers(actors, settings.userClaim());
    }

    @Override
    public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo socket, Map<String, Object> payload) {
        return socket.getPrincipal()
                .ofType(Authentication.class)
                .switchIfEmpty(Mono.fromSupplier(() -> signIn(payload.get("Authorization"))))
                .doOnNext(signedIn -> socket.getAttributes().put(Requests.SIGNED_IN, signedIn))
                .then(Mono.empty());
    }

    private Authentication signIn(@Nullable Object authorization) {
        JwtDecoder decoder = tokens.getIfAvailable();
        if (decoder == null || !(authorization instanceof String text) || !text.startsWith(BEARER)) {
            throw ApiError.UNAUTHENTICATED.exception("Sign in first");
        }
        return users.convert(decoder.decode(text.substring(BEARER.length())));
    }
}
