package io.kaipan.config.exposure;

import io.kaipan.command.account.FirstPasswords;
import io.kaipan.command.account.FirstStart;
import io.kaipan.config.startup.StartupRefused;
import io.kaipan.config.store.MasterKeyOrigin;
import io.kaipan.graphql.security.SecuritySettings;
import io.kaipan.graphql.security.SecuritySettings.LocalAccounts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Nobody but the people at this machine is let in by secrets that Kaipan made up for them: passwords that were printed to
 * a console, and a master key that lies beside the data it protects.
 */
@Component
class ExposureCheck implements SmartInitializingSingleton {
    private final String address;
    private final boolean demo;
    private final LocalAccounts localAccounts;
    private final FirstStart firstStart;
    private final FirstPasswords passwords;
    private final MasterKeyOrigin masterKey;

    ExposureCheck(
            @Value("${server.address:}") String address,
            @Value("${kaipan.demo:false}") boolean demo,
            SecuritySettings security,
            FirstStart firstStart,
            FirstPasswords passwords,
            MasterKeyOrigin masterKey) {
        this.address = address;
        this.demo = demo;
        this.localAccounts = security.localAccounts();
        this.firstStart = firstStart;
        this.passwords = passwords;
        this.masterKey = masterKey;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (isLoopback()) {
            return;
        }
        if (masterKey.isGenerated()) {
            throw refused(
                    "with the master key that Kaipan made for itself beside the data",
                    "Keep the key %1$s somewhere else too, and set KAIPAN_MASTER_KEY_FILE to the file you want it read from (or KAIPAN_MASTER_KEY to what it says)."
                            .formatted(masterKey.place()));
        }
        if (localAccounts != LocalAccounts.OFF) {
            passwordsAreChosen();
        }
    }

    private void passwordsAreChosen() {
        boolean makesAccounts = demo || firstStart.isAhead();
        if (makesAccounts && passwords.wouldPrint()) {
            throw refused(
                    "with passwords that it would make up and print",
                    "Set KAIPAN_PASSWORD to the first accounts' password.");
        }
        if (makesAccounts && passwords.isWeak()) {
            throw refused(
                    "with the password in KAIPAN_PASSWORD",
                    "Set one that has 10 characters or more, and at most 72 bytes.");
        }
        if (!passwords.stillPrinted().isEmpty()) {
            throw refused(
                    "while these accounts still have the password that Kaipan made up and printed: %s"
                            .formatted(String.join(", ", passwords.stillPrinted())),
                    "Start without SERVER_ADDRESS and set others by POST /api/accounts/{user}/password;"
                            + " or set KAIPAN_SECURITY_LOCALACCOUNTS=OFF where everybody comes with a bearer token.");
        }
    }

    private StartupRefused refused(String how, String remedy) {
        return new StartupRefused(
                "Kaipan would be reachable from other machines (%s) %s."
                        .formatted(address.isEmpty() ? "at every address" : address, how),
                remedy);
    }

    private boolean isLoopback() {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartupRefused("SERVER_ADDRESS is no address of this machine: " + address, "Mend it.", e);
        }
    }
}
