package io.kaipan.command.account;

import io.kaipan.domain.user.UserName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs users in with the passwords of their local accounts (G-7), slowed down when attempts fail. */
@Component
class PasswordSignIn implements AuthenticationProvider {
    private static final String NO_ADDRESS = "";

    private final Credentials credentials;
    private final FailedSignIns failures;
    private final VerifiedPasswords verified = new VerifiedPasswords();

    PasswordSignIn(Credentials credentials, FailedSignIns failures) {
        this.credentials = credentials;
        this.failures = failures;
    }

    /**
     * Signs in.
     *
     * @throws BadCredentialsException for an unknown user and a wrong password alike
     * @throws DisabledException for a suspended user with the right password
     * @throws TooManySignIns when too many attempts have failed; the password is not looked at then
     * @throws AuthenticationServiceException when the store can't be reached
     */
    @Override
    public Authentication authenticate(Authentication given) {
        String password = String.valueOf(given.getCredentials());
        try {
            Account account = credentials
                    .foundLately(given.getName())
                    .filter(it -> verified.contain(it, password))
                    .orElseGet(() -> lookUp(given.getName(), password, address(given)));
            if (account.user().suspended()) {
                throw new DisabledException("The user is suspended");
            }
            return signedIn(account.principal(), given.getDetails());
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("The store is not available", e);
        }
    }

    /** Many requests that come at once with a password not verified lately wait for the first of them. */
    private Account lookUp(String name, String password, String address) {
        Optional<Account> known = canBeAName(name) ? credentials.find(new UserName(name)) : Optional.empty();
        return known.map(it -> verified.get(it, password, () -> verify(name, known, password, address)))
                .orElseGet(() -> verify(name, known, password, address));
    }

    private Account verify(String name, Optional<Account> known, String password, String address) {
        failures.attemptFrom(address);
        if (canBeAName(name)) {
            failures.attemptAt(name);
        }
        String hash = known.map(Account::passwordHash).orElse(Passwords.NOBODYS);
        boolean right = Passwords.fits(password) && Passwords.ENCODER.matches(password, hash);
        Account account = known.filter(it -> right)
                .orElseThrow(() -> new BadCredentialsException("No user has that name and password"));
        failures.succeeded(name, address);
        return account;
    }

    /** Other texts are kept away from the store. */
    private static boolean canBeAName(String name) {
        return name.matches("[!-~]{1,60}");
    }

    private static String address(Authentication given) {
        return given.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : NO_ADDRESS;
    }

    static Authentication signedIn(AccountPrincipal principal, @Nullable Object details) {
        UsernamePasswordAuthenticationToken signedIn = UsernamePasswordAuthenticationToken.authenticated(
                principal,
                null,
                principal.actor().roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList());
        signedIn.setDetails(details);
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
