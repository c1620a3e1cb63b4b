package io.kaipan.graphql.edge;

import io.kaipan.graphql.limits.Transport;
import java.util.List;
import java.util.Locale;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/** What the endpoint notes on a request for those who carry it out. */
final class Requests {
    private static final String TRANSPORT = Transport.class.getName();

    static void note(ServerRequest request, Transport transport) {
        request.attributes().put(TRANSPORT, transport);
    }

    static Transport transport(WebGraphQlRequest request) {
        return request instanceof WebSocketGraphQlRequest
                ? Transport.SOCKET
                : (Transport) request.getAttributes().getOrDefault(TRANSPORT, Transport.POST);
    }

    /** The language a WebSocket was opened with; Chinese when it does not say. */
    static Locale locale(HttpHeaders headers) {
        List<Locale> preferred = headers.getAcceptLanguageAsLocales();
        return preferred.isEmpty() ? Locale.SIMPLIFIED_CHINESE : preferred.getFirst();
    }

    private Requests() {}
}
