package io.kaipan.graphql.security;

import io.kaipan.command.http.Fault;
import io.kaipan.graphql.security.SecuritySettings.LocalAccounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes passwords only over lines on which nobody can read them, before they are looked at. */
final class LocalAccountsFilter extends OncePerRequestFilter {
    private final LocalAccounts allowed;
    private final RefusedRequests refused;

    LocalAccountsFilter(LocalAccounts allowed, RefusedRequests refused) {
        this.allowed = allowed;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (bringsPassword(request) && !mayBringPassword(request)) {
            refused.refuse(request, response, Fault.LINE_NOT_SAFE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean bringsPassword(HttpServletRequest request) {
        return isBasic(request.getHeader(HttpHeaders.AUTHORIZATION))
                || (request.getMethod().equals("POST")
                        && request.getRequestURI().endsWith(SecurityConfiguration.SIGN_IN));
    }

    private static boolean isBasic(@Nullable String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("basic ");
    }

    private boolean mayBringPassword(HttpServletRequest request) throws UnknownHostException {
        return switch (allowed) {
            case ANYWHERE -> true;
            case LOOPBACK_OR_TLS -> request.isSecure() || isLoopback(request.getRemoteAddr());
            case OFF -> false;
        };
    }

    private static boolean isLoopback(String address) throws UnknownHostException {
        return InetAddress.getByName(address).isLoopbackAddress();
    }
}
