package io.kaipan.command.account;

import io.kaipan.command.intake.IntakeRule;
import io.kaipan.domain.shared.RuleViolation;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What passwords look like, and how they are hashed (bcrypt, with its name in front, so that another can follow). */
final class Passwords {
    static final int SHORTEST = 10;
    /** bcrypt looks at no more. */
    static final int LONGEST_BYTES = 72;

    /** Without letters and digits that look alike. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int RANDOM_LENGTH = 20;

    static final PasswordEncoder ENCODER = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    /** A hash that no password has: compared with where there is no account, so that both take equally long. */
    static final String NOBODYS = ENCODER.encode(random());

    /** @throws RuleViolation when a password may not be chosen; {@code field} tells where it stands */
    static void requireSound(String password, String field) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw IntakeRule.PASSWORD_TOO_SHORT.violation().at(field).with("min", SHORTEST);
        }
        if (!fits(password)) {
            throw IntakeRule.PASSWORD_TOO_LONG.violation().at(field).with("max", LONGEST_BYTES);
        }
    }

    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    }

    static String random() {
        return new SecureRandom()
                .ints(RANDOM_LENGTH, 0, LETTERS.length())
                .map(LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Passwords() {}
}
