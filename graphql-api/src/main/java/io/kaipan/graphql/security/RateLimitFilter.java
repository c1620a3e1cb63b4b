package io.kaipan.graphql.security;

import io.kaipan.command.http.Fault;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away requests of users who ask too often: 429, and after how many seconds to try again. */
final class RateLimitFilter extends OncePerRequestFilter {
    private final RateLimit limit;
    private final RefusedRequests refused;

    RateLimitFilter(RateLimit limit, RefusedRequests refused) {
        this.limit = limit;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        Duration wait = user == null ? Duration.ZERO : limit.count(user.getName());
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            refused.refuse(request, response, Fault.RATE_LIMITED, wait);
        }
    }
}
