package io.kaipan.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests: one server a JVM (random port, data below {@code target/}, durable settings as in
 * production), in it a fresh database for whoever asks. The database has Kaipan's roles and the migrations of all
 * its modules, read from their source folders, because a module alone doesn't hold the schemas it builds on.
 */
public final class PostgresForTests {
    /** The password of the owner and of the three application roles. */
    public static final String PASSWORD = "for-tests-only";

    /** The version that {@link #migrate} takes for all migrations there are. */
    public static final String LATEST = "latest";

    private static final String OWNER = "kaipan_owner";
    private static final List<String> APPLICATION_ROLES =
            List.of("kaipan_command", "kaipan_projection", "kaipan_query");
    private static final String TEMPLATE = "kaipan_template";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private PostgresForTests() {}

    /** Makes a database of its own: migrated, empty, seen by nobody else. */
    public static Database freshDatabase() {
        return copyOf(TEMPLATE);
    }

    /** Makes a database without any table, as a first start finds it. */
    public static Database emptyDatabase() {
        return copyOf("template0");
    }

    /** Carries out the migrations of a database up to and with that version. */
    public static void migrate(Database database, String version) {
        Server.migrate(database, version);
    }

    private static Database copyOf(String template) {
        String name = "kaipan_" + COUNTER.incrementAndGet();
        Server.asSuperuser("CREATE DATABASE %s OWNER %s TEMPLATE %s".formatted(name, OWNER, template));
        return new Database(Server.PORT, name);
    }

    /** A database and the ways into it; the data sources open a connection at each request (no pool). */
    public record Database(int port, String name) {
        /** The address for {@code spring.datasource.url}. */
        public String url() {
            return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
        }

        /** The role that owns all tables. */
        public String ownerName() {
            return OWNER;
        }

        /** Connections of the owner: for looking at anything, and for what an administrator would do. */
        public DataSource owner() {
            return as(OWNER);
        }

        /** Connections of the command side. */
        public DataSource command() {
            return as("kaipan_command");
        }

        /** Connections of the projections. */
        public DataSource projection() {
            return as("kaipan_projection");
        }

        /** Connections of the queries. */
        public DataSource query() {
            return as("kaipan_query");
        }

        /** Ends all sessions in this database, as a server that is stopped would. */
        public void endSessions() {
            Server.asSuperuser(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(name));
        }

        private DataSource as(String role) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url());
            source.setUser(role);
            source.setPassword(PASSWORD);
            return source;
        }
    }

    /** Starts with the first database that is asked for, and stops with the JVM. */
    private static final class Server {
        static final int PORT = start();

        private static int start() {
            Path folder = Path.of("target", "postgres-for-tests");
            try {
                Files.createDirectories(folder);
                Redirect log = Redirect.appendTo(folder.resolve("server.log").toFile());
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(
                                folder.resolve("data-" + ProcessHandle.current().pid()))
                        .setOutputRedirector(log)
                        .setErrorRedirector(log)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
                prepare(server.getPort());
                return server.getPort();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for tests did not start", e);
            }
        }

        private static void prepare(int port) {
            asSuperuser(port, "CREATE ROLE %s LOGIN CREATEROLE CREATEDB PASSWORD '%s'".formatted(OWNER, PASSWORD));
            for (String role : APPLICATION_ROLES) {
                asSuperuser(port, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, PASSWORD));
            }
            asSuperuser(port, "CREATE DATABASE %s OWNER %s".formatted(TEMPLATE, OWNER));
            Database template = new Database(port, TEMPLATE);
            migrate(template, LATEST);
        }

        static void migrate(Database database, String version) {
            Flyway.configure()
                    .dataSource(database.owner())
                    .defaultSchema("migration")
                    .locations(locations())
                    .target(version)
                    .load()
                    .migrate();
        }

        /** Of the application's modules: what else stands in the project, as its benchmarks, is not in the application. */
        private static String[] locations() {
            return Stream.of("axon-config", "command-api", "query-projections")
                    .map(module -> "filesystem:" + projectRoot().resolve(module + "/src/main/resources/db/migration"))
                    .toArray(String[]::new);
        }

        private static Path projectRoot() {
            Path folder = Path.of("").toAbsolutePath();
            while (!Files.isDirectory(folder.resolve("axon-config"))) {
                folder = Objects.requireNonNull(folder.getParent(), "tests run within the project");
            }
            return folder;
        }

        static void asSuperuser(String sql) {
            asSuperuser(PORT, sql);
        }

        private static void asSuperuser(int port, String sql) {
            String url = "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port);
            try (Connection connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
