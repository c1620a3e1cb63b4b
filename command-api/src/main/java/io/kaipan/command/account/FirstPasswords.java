package io.kaipan.command.account;

import io.kaipan.domain.user.UserName;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The passwords that accounts made by the house itself begin with: {@code KAIPAN_PASSWORD} for all, or a random one for each,
 * printed to standard output this once and never to the log.
 */
@Component
class FirstPasswords {
    private final Credentials credentials;
    private final Clock clock;
    private final String oneForAll;

    FirstPasswords(Credentials credentials, Clock clock, @Value("${kaipan.password:}") String oneForAll) {
        this.credentials = credentials;
        this.clock = clock;
        this.oneForAll = oneForAll;
    }

    /** Gives a user a first password unless they have one. */
    void give(UserName user) {
        String password = oneForAll.isEmpty() ? Passwords.random() : oneForAll;
        if (credentials.setFirst(user, Passwords.ENCODER.encode(password), clock.instant())) {
            System.out.printf(
                    "Account %-12s password %s%n", user, oneForAll.isEmpty() ? password : "as set by KAIPAN_PASSWORD");
        }
    }
}
