package io.kaipan.graphql.security;

import io.kaipan.command.account.TooManySignIns;
import io.kaipan.command.http.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Meets those who may not come in. People who look at a page are led to the sign-in page; programs get an error, and are
 * not asked for a password: a browser would otherwise open its own window for it, and send it along from then on with
 * whatever request any page makes it send.
 */
@Component
class Door implements AuthenticationEntryPoint, AccessDeniedHandler {
    /** When to try again after the store was out of reach. */
    static final Duration OUTAGE = Duration.ofSeconds(2);

    private final RefusedRequests refused;

    Door(RefusedRequests refused) {
        this.refused = refused;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        switch (exception) {
            case TooManySignIns tooMany -> refused.refuse(request, response, Fault.RATE_LIMITED, tooMany.retryAfter());
            case AuthenticationServiceException outage -> refused.refuse(request, response, Fault.UNAVAILABLE, OUTAGE);
            default -> {
                if (isPageView(request)) {
                    response.sendRedirect(request.getContextPath() + SecurityConfiguration.SIGN_IN);
                } else {
                    refused.refuse(request, response, Fault.UNAUTHENTICATED);
                }
            }
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        if (!(exception instanceof CsrfException)) {
            refused.refuse(request, response, Fault.FORBIDDEN);
        } else if (isSignedIn() || isSignIn(request)) {
            refused.refuse(request, response, Fault.CSRF_TOKEN_MISSING);
        } else {
            // the token is asked for before the sign-in is, but strangers are to learn that they lack the latter
            refused.refuse(request, response, Fault.UNAUTHENTICATED);
        }
    }

    private static boolean isSignedIn() {
        Authentication signIn = SecurityContextHolder.getContext().getAuthentication();
        return signIn != null && signIn.isAuthenticated();
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + SecurityConfiguration.SIGN_IN);
    }

    /** Somebody looks at a page, as opposed to a script that fetches something. */
    static boolean isPageView(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return HttpMethod.GET.matches(request.getMethod())
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
