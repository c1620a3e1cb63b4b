package io.kaipan.config.store;

import io.kaipan.config.startup.StartupRefused;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;

/** The role that owns the tables: it migrates at start-up and isn't used afterwards. */
record OwnerLogin(String url, String user, String password) {
    private static final Set<String> NOT_LET_IN = Set.of(
            "28P01", // wrong password
            "28000", // no such login
            "3D000"); // no such database

    Connection connect() throws SQLException {
        return connect(user, password);
    }

    /** Connects to the same database as another role. */
    Connection connect(String role, String rolePassword) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", role);
        login.setProperty("password", rolePassword);
        login.setProperty("connectTimeout", "5");
        login.setProperty("ApplicationName", "kaipan-startup");
        return DriverManager.getConnection(url, login);
    }

    /** Whether a role gets into the database with a password; not so either when one of them isn't there yet. */
    boolean letsIn(String role, String rolePassword) throws SQLException {
        try (Connection connection = connect(role, rolePassword)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            if (NOT_LET_IN.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Connects, or says why Kaipan can't start without. */
    Connection connectOrRefuse() {
        try {
            return connect();
        } catch (SQLException e) {
            throw new StartupRefused(
                    "PostgreSQL at %s doesn't let user %s in: %s".formatted(url, user, e.getMessage()),
                    "Is it running, and are SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD right?",
                    e);
        }
    }

    @Override
    public String toString() {
        return "OwnerLogin[%s at %s]".formatted(user, url);
    }
}
