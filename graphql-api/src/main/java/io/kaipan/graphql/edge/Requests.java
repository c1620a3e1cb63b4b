package io.kaipan.graphql.edge;

import io.kaipan.graphql.limits.Transport;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/** What the endpoint notes on requests for those who carry them out. */
public final class Requests {
    /** Where a socket's attributes hold the sign-in it was opened with, or that came with its first message. */
    public static final String SIGNED_IN = Requests.class.getName() + ".signedIn";

    private static final String TRANSPORT = Transport.class.getName();
    private static final String SESSION = HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME;

    static void note(ServerRequest request, Transport transport) {
        request.attributes().put(TRANSPORT, transport);
        HttpSession session = request.servletRequest().getSession(false);
        if (session != null) {
            request.attributes().put(SESSION, session.getId());
        }
    }

    static Transport transport(WebGraphQlRequest request) {
        return request instanceof WebSocketGraphQlRequest
                ? Transport.SOCKET
                : (Transport) request.getAttributes().getOrDefault(TRANSPORT, Transport.POST);
    }

    static @Nullable String session(WebGraphQlRequest request) {
        return (String) request.getAttributes().get(SESSION);
    }

    static @Nullable Authentication signedIn(WebGraphQlRequest request) {
        return request instanceof WebSocketGraphQlRequest
                ? (Authentication) request.getAttributes().get(SIGNED_IN)
                : SecurityContextHolder.getContext().getAuthentication();
    }

    /** The language a socket was opened with; English when it does not say. */
    static Locale locale(HttpHeaders headers) {
        List<Locale> preferred = headers.getAcceptLanguageAsLocales();
        return preferred.isEmpty() ? Locale.ENGLISH : preferred.getFirst();
    }

    private Requests() {}
}
