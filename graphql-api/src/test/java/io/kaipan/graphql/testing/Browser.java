package io.kaipan.graphql.testing;

import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls the endpoint as a page in a browser does: with cookies, without following where it is led. */
public final class Browser {
    private static final String TOKEN_COOKIE = "XSRF-TOKEN";
    private static final String TOKEN_HEADER = "X-XSRF-TOKEN";

    private static final Pattern TOKEN_FIELD = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final int port;

    Browser(int port) {
        this.port = port;
    }

    /** Looks at a page. */
    public Answer look(String path) {
        return send(request(path).header("Accept", "text/html").GET());
    }

    /** Signs in by the page. */
    public Answer signIn(Role role) {
        return submit(
                "/sign-in",
                "/sign-in",
                "username=" + EdgeApplication.user(role) + "&password="
                        + URLEncoder.encode(EdgeApplication.PASSWORD, StandardCharsets.UTF_8));
    }

    /** Sends a form of one of this server's pages: with the token that stands in it. */
    public Answer submit(String page, String path, String form) {
        Matcher token = TOKEN_FIELD.matcher(look(page).text());
        if (!token.find()) {
            throw new AssertionError("There is no form on " + page);
        }
        return submitWithoutToken(path, form + "&_csrf=" + token.group(1));
    }

    /** Sends a form as a page from elsewhere could. */
    public Answer submitWithoutToken(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends JSON as a script on a page of this server does: with the token. */
    public Answer post(String path, String json) {
        return send(json(path, json).header(TOKEN_HEADER, cookie(TOKEN_COOKIE)));
    }

    public Answer postWithoutToken(String path, String json) {
        return send(json(path, json));
    }

    /** Opens a socket within the session. */
    public SocketCaller socket() {
        SocketCaller socket = new SocketCaller();
        WebSocket.Builder builder =
                http.newWebSocketBuilder().subprotocols("graphql-transport-ws").header("Cookie", cookies());
        socket.opened(builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), socket)
                .join());
        return socket;
    }

    /** The cookies as they are sent. */
    public String cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder json(String path, String json) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
