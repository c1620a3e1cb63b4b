package io.kaipan.command.account;

import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.user.UserName;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The passwords that accounts made by the house itself begin with: {@code KAIPAN_PASSWORD} for all, or a random one for each,
 * printed to standard output this once and never to the log.
 */
@Component
public class FirstPasswords {
    private final Credentials credentials;
    private final Clock clock;
    private final String oneForAll;

    FirstPasswords(Credentials credentials, Clock clock, @Value("${kaipan.password:}") String oneForAll) {
        this.credentials = credentials;
        this.clock = clock;
        this.oneForAll = oneForAll;
    }

    /** The users whose password is still the one that was printed. */
    public List<String> stillPrinted() {
        return credentials.withGeneratedPassword();
    }

    /** Whether the next account that the house makes gets a random password, to be printed. */
    public boolean wouldPrint() {
        return oneForAll.isEmpty();
    }

    /** Whether the one password for all is too easily guessed for anybody but the people at this machine. */
    public boolean isWeak() {
        try {
            Passwords.requireSound(oneForAll, "password");
            return false;
        } catch (RuleViolation unsound) {
            return true;
        }
    }

    /** Gives a user a first password unless they have one. */
    void give(UserName user) {
        String password = oneForAll.isEmpty() ? Passwords.random() : oneForAll;
        if (credentials.setFirst(user, Passwords.ENCODER.encode(password), oneForAll.isEmpty(), clock.instant())) {
            System.out.printf(
                    "Account %-12s password %s%n", user, oneForAll.isEmpty() ? password : "as set by KAIPAN_PASSWORD");
        }
    }
}
