package io.kaipan.command.account;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many sign-ins failed for this user or from this address; the password was not even looked at. */
public final class TooManySignIns extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TooManySignIns(Duration retryAfter) {
        super("Too many failed sign-ins");
        this.retryAfter = retryAfter;
    }

    /** How long to wait until the next attempt, at least a second. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
