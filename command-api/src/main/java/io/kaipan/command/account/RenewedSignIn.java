package io.kaipan.command.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds a sign-in of earlier against the books on every request: changed roles count at once, and a suspended user or one
 * whose password was set anew is signed out. Belongs into the security chain right behind the session's sign-in.
 */
public final class RenewedSignIn extends OncePerRequestFilter {
    private final Accounts accounts;

    public RenewedSignIn(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication signIn = SecurityContextHolder.getContext().getAuthentication();
        if (signIn != null && signIn.getPrincipal() instanceof AccountPrincipal principal) {
            Optional<AccountPrincipal> renewed = accounts.renewed(principal);
            if (renewed.isEmpty()) {
                signOut(request);
            } else if (!renewed.get().equals(principal)) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(PasswordSignIn.signedIn(renewed.get(), signIn.getDetails()));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }

    private static void signOut(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
