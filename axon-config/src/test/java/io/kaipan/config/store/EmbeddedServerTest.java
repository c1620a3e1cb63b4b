package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.config.startup.StartupRefused;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The embedded PostgreSQL")
class EmbeddedServerTest {
    private static final String PASSWORD = "a password with 'quotes'";

    private Path folder;

    @BeforeEach
    void emptyFolder() throws Exception {
        folder = TestFolder.of(EmbeddedServerTest.class);
    }

    @Test
    @DisplayName("lets nobody in without a password, writes durably and keeps its data over a restart")
    void keepsItsData() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(folder, 0, PASSWORD)) {
            assertThatThrownBy(() -> connect(server, "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThat(Files.readString(folder.resolve("data/pg_hba.conf"))).doesNotContainPattern("(?m)^[^#].*trust");
            run(server, "CREATE TABLE kept AS SELECT 1");
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                run(server, "DO $$ BEGIN ASSERT current_setting('%s') = 'on'; END $$".formatted(setting));
            }
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
        assertThat(folder.resolve("password")).doesNotExist();
        try (EmbeddedServer again = EmbeddedServer.start(folder, 0, PASSWORD)) {
            run(again, "SELECT * FROM kept");
        }
    }

    @Test
    @DisplayName("is found again when Kaipan was killed, and taken over")
    void takesOverOrphan() throws Exception {
        EmbeddedServer orphan = EmbeddedServer.start(folder, 0, PASSWORD);
        run(orphan, "CREATE TABLE kept AS SELECT 1");
        try (EmbeddedServer taken = EmbeddedServer.start(folder, orphan.port(), PASSWORD)) {
            run(taken, "SELECT * FROM kept");
        }
    }

    @Test
    @DisplayName("starts although the pid file of a power cut names a process that is something else by now")
    void forgetsStalePidFile() throws Exception {
        EmbeddedServer.start(folder, 0, PASSWORD).close();
        Files.writeString(
                folder.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (EmbeddedServer server = EmbeddedServer.start(folder, 0, PASSWORD)) {
            run(server, "SELECT 1");
        }
    }

    @Test
    @DisplayName("says so when its port is taken")
    void refusesTakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedServer.start(folder, taken.getLocalPort(), PASSWORD))
                    .isInstanceOf(StartupRefused.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("is taken by another program");
        }
    }

    private static void run(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedServer server, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port()), EmbeddedServer.SUPERUSER, password);
    }
}
