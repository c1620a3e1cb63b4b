package io.kaipan.graphql.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in, and how.
 *
 * @param localAccounts from where passwords of Kaipan's own accounts are taken
 * @param openSchema whether the schema's text is published to strangers too
 * @param userClaim the claim of a bearer token that holds the login name
 * @param requestsPerSecond how many requests a user may send for long
 * @param requestsAtOnce how many requests a user may send in a burst
 */
@ConfigurationProperties("kaipan.security")
public record SecuritySettings(
        @DefaultValue("LOOPBACK_OR_TLS") LocalAccounts localAccounts,
        @DefaultValue("false") boolean openSchema,
        @DefaultValue("preferred_username") String userClaim,
        @DefaultValue("100") int requestsPerSecond,
        @DefaultValue("500") int requestsAtOnce) {

    /** From where passwords of Kaipan's own accounts are taken. */
    public enum LocalAccounts {
        /** From this machine, and over TLS. */
        LOOPBACK_OR_TLS,
        /** From everywhere, even in the clear: only where something else protects the line. */
        ANYWHERE,
        /** From nowhere: everybody comes with a bearer token. */
        OFF
    }
}
