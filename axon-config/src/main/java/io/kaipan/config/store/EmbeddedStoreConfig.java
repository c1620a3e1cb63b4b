package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The default: Kaipan brings its PostgreSQL along and keeps everything in one folder, which it holds alone. */
@Configuration(proxyBeanMethods = false)
@Profile("!postgres")
class EmbeddedStoreConfig {
    private static final String OWNER = "kaipan_owner";
    private static final String DATABASE = "kaipan";
    private static final String WRONG_PASSWORD = "28P01";

    @Bean
    MasterKey masterKey(StoreSettings settings, MasterKeyOrigin origin) throws IOException {
        if (!settings.masterKey().isBlank()) {
            return MasterKey.parse(settings.masterKey(), "KAIPAN_MASTER_KEY");
        }
        if (!settings.masterKeyFile().isBlank()) {
            return MasterKeyFile.read(Path.of(settings.masterKeyFile()));
        }
        Path file = origin.place();
        if (Files.exists(file)) {
            return MasterKeyFile.read(file);
        }
        if (Files.exists(serverFolder(settings).resolve("data"))) {
            throw new StartupRefused(
                    "There are data in %s, but their master key %s is missing.".formatted(home(settings), file),
                    "Put the key back from its backup, or set KAIPAN_MASTER_KEY.");
        }
        return MasterKeyFile.create(file);
    }

    @Bean
    EmbeddedServer embeddedServer(StoreSettings settings, MasterKey masterKey) throws IOException {
        Path folder = Files.createDirectories(serverFolder(settings));
        return EmbeddedServer.start(folder, settings.port(), masterKey.passwordOf(EmbeddedServer.SUPERUSER));
    }

    @Bean
    OwnerLogin owner(EmbeddedServer server, MasterKey masterKey) {
        String url = "jdbc:postgresql://127.0.0.1:%d/".formatted(server.port());
        OwnerLogin superuser = new OwnerLogin(
                url + "postgres", EmbeddedServer.SUPERUSER, masterKey.passwordOf(EmbeddedServer.SUPERUSER));
        OwnerLogin owner = new OwnerLogin(url + DATABASE, OWNER, masterKey.passwordOf(OWNER));
        try {
            if (!owner.letsIn(OWNER, owner.password())) {
                makeOwner(superuser, owner);
            }
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw MasterKeySeal.wrongKey(e);
            }
            throw new IllegalStateException("The embedded PostgreSQL can't be prepared", e);
        }
        return owner;
    }

    private static void makeOwner(OwnerLogin superuser, OwnerLogin owner) throws SQLException {
        try (Connection connection = superuser.connect()) {
            make(connection, "pg_roles WHERE rolname = '" + OWNER + "'", "CREATE ROLE " + OWNER + " LOGIN CREATEROLE");
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(OWNER, owner.password().toCharArray(), "scram-sha-256");
            make(
                    connection,
                    "pg_database WHERE datname = '" + DATABASE + "'",
                    "CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        }
    }

    private static void make(Connection connection, String what, String create) throws SQLException {
        try (var statement = connection.createStatement()) {
            boolean missing;
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM " + what)) {
                missing = !found.next();
            }
            if (missing) {
                statement.execute(create);
            }
        }
    }

    private static Path home(StoreSettings settings) {
        return settings.home().toAbsolutePath().normalize();
    }

    private static Path serverFolder(StoreSettings settings) {
        return home(settings).resolve("postgresql");
    }
}
