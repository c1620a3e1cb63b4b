package io.kaipan.graphql.security;

import io.kaipan.command.http.Fault;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says so where the users, or the keys of who signs tokens, can't be read while somebody comes in: 503, and when to try again. */
final class OutageFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(OutageFilter.class);

    private final RefusedRequests refused;

    OutageFilter(RefusedRequests refused) {
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | AuthenticationServiceException | JwtDecoderInitializationException outage) {
            LOG.warn("It can't be told who somebody is", outage);
            refused.refuse(request, response, Fault.UNAVAILABLE, Door.OUTAGE);
        }
    }
}
