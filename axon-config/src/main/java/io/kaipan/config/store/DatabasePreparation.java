package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be right before the migrations run: a PostgreSQL that is new enough, the master key that belongs to its
 * data, and the three roles Kaipan works as. The key is checked before the roles are touched, so that a start with a
 * wrong key doesn't lock out the nodes that run with the right one.
 */
final class DatabasePreparation {
    private static final Logger log = LoggerFactory.getLogger(DatabasePreparation.class);
    private static final int OLDEST = 15;

    private final OwnerLogin owner;
    private final MasterKey masterKey;
    private final List<ApplicationRole> roles;

    DatabasePreparation(OwnerLogin owner, MasterKey masterKey, List<ApplicationRole> roles) {
        this.owner = owner;
        this.masterKey = masterKey;
        this.roles = roles;
    }

    /** Checks and prepares. @throws StartupRefused with what is wrong */
    void run() {
        try (Connection connection = owner.connectOrRefuse()) {
            checkServer(connection);
            MasterKeySeal.check(connection, masterKey);
            for (ApplicationRole role : roles) {
                if (!owner.letsIn(role.name(), role.password())) {
                    makeRole(connection, role);
                }
            }
        } catch (SQLException e) {
            throw new StartupRefused(
                    "PostgreSQL at %s couldn't be prepared: %s".formatted(owner.url(), e.getMessage()),
                    "See the section on roles in docs/operations.md.",
                    e);
        }
    }

    private void checkServer(Connection connection) throws SQLException {
        requireVersion(Integer.parseInt(ask(connection, "SHOW server_version_num")), owner.url());
        String encoding = ask(connection, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new StartupRefused(
                    "The database at %s is encoded in %s.".formatted(owner.url(), encoding),
                    "Create it with ENCODING 'UTF8'.");
        }
    }

    /** @param number as in {@code server_version_num}, for example 150004 */
    static void requireVersion(int number, String url) {
        int version = number / 10_000;
        if (version < OLDEST) {
            throw new StartupRefused(
                    "PostgreSQL at %s is version %d.".formatted(url, version),
                    "Kaipan needs version %d or newer.".formatted(OLDEST));
        }
    }

    private void makeRole(Connection connection, ApplicationRole role) throws SQLException {
        if (role.madeElsewhere() || !mayMakeRoles(connection)) {
            throw new StartupRefused(
                    "PostgreSQL at %s doesn't let role %s in%s."
                            .formatted(
                                    owner.url(),
                                    role.name(),
                                    role.madeElsewhere() ? "" : ", and user " + owner.user() + " may not make it"),
                    byHand());
        }
        connection.setAutoCommit(false);
        ask(connection, "SELECT pg_advisory_xact_lock(hashtext('kaipan roles'))::text");
        if (ask(connection, "SELECT count(*) FROM pg_roles WHERE rolname = '" + role.name() + "'")
                .equals("0")) {
            execute(connection, "CREATE ROLE " + role.name() + " LOGIN");
        }
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(role.name(), role.password().toCharArray(), "scram-sha-256");
        connection.commit();
        connection.setAutoCommit(true);
        log.info("Role {} is ready", role.name());
    }

    private boolean mayMakeRoles(Connection connection) throws SQLException {
        return ask(connection, "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
                .equals("t");
    }

    private String byHand() {
        return """
                Let an administrator run, with passwords of your choice,
                %s
                and give Kaipan the passwords in KAIPAN_COMMAND_PASSWORD, KAIPAN_PROJECTION_PASSWORD and \
                KAIPAN_QUERY_PASSWORD; or let Kaipan do it: ALTER ROLE %s CREATEROLE;""".formatted(
                        roles.stream()
                                .map(role -> "    CREATE ROLE %s LOGIN PASSWORD '...';".formatted(role.name()))
                                .collect(Collectors.joining("\n")),
                        owner.user());
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
