package io.kaipan.graphql.security;

import io.kaipan.command.http.Fault;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in before Kaipan has opened: while the first accounts are made, nobody could prove who they are. Health
 * answers at once.
 */
final class OpeningFilter extends OncePerRequestFilter {
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Opening opening;
    private final RefusedRequests refused;

    OpeningFilter(Opening opening, RefusedRequests refused) {
        this.opening = opening;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (opening.isOpen() || request.getRequestURI().startsWith(request.getContextPath() + "/actuator/health")) {
            chain.doFilter(request, response);
        } else {
            refused.refuse(request, response, Fault.NOT_READY, WAIT);
        }
    }
}
