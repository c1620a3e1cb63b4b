package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Binds the data to their master key by a value that is derived from it and kept beside them. */
final class MasterKeySeal {
    private static final String PURPOSE = "check-value";

    private MasterKeySeal() {}

    /** Remembers the master key if none is remembered yet, and compares. */
    static void set(Connection connection, MasterKey masterKey) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keys.master_key_check (check_value) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setBytes(1, masterKey.derive(PURPOSE));
            insert.executeUpdate();
        }
        check(connection, masterKey);
    }

    /** @throws StartupRefused when the data belong to another master key */
    static void check(Connection connection, MasterKey masterKey) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("SELECT to_regclass('keys.master_key_check') IS NOT NULL")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return;
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT check_value FROM keys.master_key_check")) {
                if (row.next() && !MessageDigest.isEqual(row.getBytes(1), masterKey.derive(PURPOSE))) {
                    throw wrongKey(null);
                }
            }
        }
    }

    static StartupRefused wrongKey(@Nullable Exception cause) {
        return new StartupRefused(
                "The master key isn't the one the data were written with.",
                "Give Kaipan the right key in KAIPAN_MASTER_KEY or KAIPAN_MASTER_KEY_FILE; without it no personal data"
                        + " can be read.",
                cause);
    }
}
