package io.kaipan.graphql.edge;

import io.kaipan.graphql.live.LiveSettings;
import io.kaipan.graphql.live.Places;
import io.kaipan.graphql.live.SessionEnds;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code graphql-transport-ws} with what the framework leaves open: so many sockets a user, messages no longer than
 * requests, trusted documents, and an end with the session that a socket was opened in.
 */
class Sockets extends GraphQlWebSocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final CloseStatus TOO_MANY = new CloseStatus(4429, "Too many sockets");
    private static final CloseStatus SIGNED_OUT = new CloseStatus(4401, "The sign-in has ended");
    private static final CloseStatus MALFORMED = new CloseStatus(4400, "Invalid message");
    private static final String COUNTED = Sockets.class.getName() + ".counted";

    private final EndpointSettings settings;
    private final JsonMapper json;
    private final SessionEnds sessions;
    private final Places places;

    Sockets(
            WebGraphQlHandler handler,
            HttpMessageConverter<Object> messages,
            @Nullable CorsConfiguration origins,
            EndpointSettings settings,
            LiveSettings live,
            JsonMapper json,
            SessionEnds sessions) {
        super(
                handler,
                messages,
                live.connectionInit(),
                live.keepAlive(),
                origins == null ? new CorsConfiguration() : origins);
        this.settings = settings;
        this.json = json;
        this.sessions = sessions;
        this.places = new Places(live.socketsPerUser());
    }

    @Override
    public WebSocketHttpRequestHandler initWebSocketHttpRequestHandler(HandshakeHandler handshake) {
        WebSocketHttpRequestHandler handler = super.initWebSocketHttpRequestHandler(handshake);
        List<HandshakeInterceptor> interceptors = new ArrayList<>(handler.getHandshakeInterceptors());
        interceptors.add(new HttpSessionHandshakeInterceptor(List.of()));
        handler.setHandshakeInterceptors(interceptors);
        return handler;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        Principal user = socket.getPrincipal();
        if (user != null && !takePlace(socket, user)) {
            return;
        }
        socket.setTextMessageSizeLimit(Math.toIntExact(settings.maxBody().toBytes()));
        if (socket.getAttributes().get(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME)
                instanceof String session) {
            sessions.end(session).doOnTerminate(() -> close(socket, SIGNED_OUT)).subscribe();
        }
        super.afterConnectionEstablished(socket);
    }

    /** Counts a socket among its user's, or closes it when there are too many. */
    private boolean takePlace(WebSocketSession socket, Principal user) {
        if (!places.take(user.getName())) {
            close(socket, TOO_MANY);
            return false;
        }
        socket.getAttributes().put(COUNTED, user.getName());
        if (!socket.isOpen()) {
            giveBackPlace(socket);
        }
        return true;
    }

    private void giveBackPlace(WebSocketSession socket) {
        if (socket.getAttributes().remove(COUNTED) instanceof String user) {
            places.giveBack(user);
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) throws Exception {
        try {
            super.handleTextMessage(socket, withDocument(message));
            // who opened the socket unnamed may have brought a token with this message
            if (socket.getAttributes().get(Requests.SIGNED_IN) instanceof Principal user
                    && !socket.getAttributes().containsKey(COUNTED)) {
                takePlace(socket, user);
            }
        } catch (HttpMessageConversionException | ServerWebInputException | JacksonException malformed) {
            close(socket, MALFORMED);
        }
    }

    /** The message with its {@code documentId} where the framework looks for a document. */
    private TextMessage withDocument(TextMessage message) {
        if (!message.getPayload().contains(RequestReader.DOCUMENT_ID)) {
            return message;
        }
        JsonNode read = json.readTree(message.getPayload());
        if (read.path("payload") instanceof ObjectNode request
                && request.path(RequestReader.DOCUMENT_ID).isString()
                && request.path(RequestReader.QUERY).isMissingNode()) {
            request.put(
                    RequestReader.QUERY,
                    TrustedDocuments.byId(
                            request.path(RequestReader.DOCUMENT_ID).stringValue()));
        }
        return new TextMessage(json.writeValueAsBytes(read));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        super.afterConnectionClosed(socket, status);
        giveBackPlace(socket);
    }

    private static void close(WebSocketSession socket, CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException e) {
            LOG.debug("A socket could not be closed", e);
        }
    }
}
