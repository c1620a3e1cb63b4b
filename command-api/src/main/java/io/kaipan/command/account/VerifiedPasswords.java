package io.kaipan.command.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a few minutes which passwords were right, so that a script with HTTP Basic does not pay for the slow hash on
 * each request. Only a keyed hash is kept, under a key of this process; it covers the stored hash too, so that a password
 * set anew is not taken for the old one.
 */
final class VerifiedPasswords {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Cache<ByteBuffer, Boolean> verified = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    VerifiedPasswords() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    boolean contain(Account account, String password) {
        return verified.getIfPresent(digest(account, password)) != null;
    }

    /**
     * The account when its password was right lately; else it is verified, once for all who ask at the same time.
     *
     * @param verify throws when the password is wrong
     */
    Account get(Account account, String password, Supplier<Account> verify) {
        verified.get(digest(account, password), digest -> {
            verify.get();
            return true;
        });
        return account;
    }

    private ByteBuffer digest(Account account, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(account.user().user().value().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(account.passwordHash().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
