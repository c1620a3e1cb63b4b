package io.kaipan.config.store;

import com.google.crypto.tink.subtle.Hkdf;
import io.kaipan.config.startup.StartupRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** The one secret of an installation; every other key and password comes from it, each for a purpose of its own. */
public final class MasterKey {
    /** Bytes of the master key and of every key derived from it. */
    public static final int LENGTH = 32;

    private final byte[] secret;

    private MasterKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Reads a key as operators write it.
     *
     * @param origin where it comes from, for the message
     * @throws StartupRefused unless it is {@value #LENGTH} bytes in base64
     */
    static MasterKey parse(String base64, String origin) {
        try {
            byte[] secret = Base64.getDecoder().decode(base64.strip());
            if (secret.length == LENGTH) {
                return new MasterKey(secret);
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below, without the text: it may be a secret all the same
        }
        throw new StartupRefused(
                "The master key in %s isn't %d bytes in base64.".formatted(origin, LENGTH),
                "Make one with: openssl rand -base64 32");
    }

    /**
     * A key for one purpose (HKDF-SHA-256): the same at every start, telling nothing of the master key or of the keys
     * for other purposes.
     *
     * @param purpose what the key is for, for example {@code personal-data}; a contract, since what is encrypted under
     *     the key can be read under the same purpose only
     * @return {@value #LENGTH} bytes
     */
    public byte[] derive(String purpose) {
        try {
            byte[] info = ("kaipan/" + purpose).getBytes(StandardCharsets.UTF_8);
            return Hkdf.computeHkdf("HMACSHA256", secret, new byte[0], info, LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 belongs to every Java", e);
        }
    }

    /** A password for a PostgreSQL role. */
    String passwordOf(String role) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derive("postgresql-role/" + role));
    }

    @Override
    public String toString() {
        return "MasterKey[secret]";
    }
}
