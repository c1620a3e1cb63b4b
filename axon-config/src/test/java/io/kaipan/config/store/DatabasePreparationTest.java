package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.config.startup.StartupRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Before the migrations")
class DatabasePreparationTest {
    private static final MasterKey KEY = key((byte) 1);
    private static final MasterKey WRONG_KEY = key((byte) 2);

    private static EmbeddedServer server;
    private static OwnerLogin superuser;
    private static OwnerLogin owner;

    @BeforeAll
    static void aServerAsAnAdministratorPreparesIt() throws Exception {
        server = EmbeddedServer.start(TestFolder.of(DatabasePreparationTest.class), 0, "secret");
        superuser = login("postgres", EmbeddedServer.SUPERUSER, "secret");
        run(superuser, "CREATE ROLE the_owner LOGIN PASSWORD 'of the owner'");
        run(superuser, "CREATE DATABASE kaipan OWNER the_owner");
        owner = login("kaipan", "the_owner", "of the owner");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void noRolesAndNoData() throws SQLException {
        run(login("kaipan", EmbeddedServer.SUPERUSER, "secret"), "DROP SCHEMA IF EXISTS keys CASCADE");
        run(superuser, "DROP ROLE IF EXISTS kaipan_command");
        run(superuser, "ALTER ROLE the_owner CREATEROLE");
    }

    @Test
    @DisplayName("the roles are made, and a changed master key of an empty database gives them new passwords")
    void makesRoles() throws Exception {
        prepare(WRONG_KEY, null);
        prepare(KEY, null);
        assertThatCode(() -> prepare(KEY, null)).doesNotThrowAnyException();
        owner.connect("kaipan_command", KEY.passwordOf("kaipan_command")).close();
    }

    @Test
    @DisplayName("an owner who may not make roles gets the SQL for an administrator")
    void saysWhatToRun() throws Exception {
        run(superuser, "ALTER ROLE the_owner NOCREATEROLE");
        assertThatThrownBy(() -> prepare(KEY, null)).isInstanceOfSatisfying(StartupRefused.class, refused -> {
            assertThat(refused).hasMessageContaining("user the_owner may not make it");
            assertThat(refused.remedy())
                    .contains("CREATE ROLE kaipan_command LOGIN PASSWORD '...';", "KAIPAN_COMMAND_PASSWORD");
        });
    }

    @Test
    @DisplayName("roles that an administrator made are used with the passwords given, and left as they are")
    void usesGivenRoles() throws Exception {
        run(superuser, "ALTER ROLE the_owner NOCREATEROLE");
        run(superuser, "CREATE ROLE kaipan_command LOGIN PASSWORD 'given'");
        assertThatCode(() -> prepare(KEY, "given")).doesNotThrowAnyException();
        assertThatThrownBy(() -> prepare(KEY, "wrong"))
                .isInstanceOf(StartupRefused.class)
                .hasMessageEndingWith("doesn't let role kaipan_command in.");
    }

    @Test
    @DisplayName("G-5 a master key that doesn't belong to the data is refused before any role is touched")
    void refusesWrongKey() throws Exception {
        prepare(KEY, null);
        run(owner, "CREATE SCHEMA keys");
        run(owner, "CREATE TABLE keys.master_key_check (only_row boolean PRIMARY KEY DEFAULT true, check_value bytea)");
        try (Connection connection = owner.connect()) {
            MasterKeySeal.set(connection, KEY);
            MasterKeySeal.set(connection, KEY);
            assertThatThrownBy(() -> MasterKeySeal.set(connection, WRONG_KEY)).isInstanceOf(StartupRefused.class);
        }
        assertThatThrownBy(() -> prepare(WRONG_KEY, null))
                .isInstanceOf(StartupRefused.class)
                .hasMessage("The master key isn't the one the data were written with.");
        owner.connect("kaipan_command", KEY.passwordOf("kaipan_command")).close();
    }

    @Test
    @DisplayName("a database that can't hold Chinese names is refused")
    void refusesOtherEncodings() throws Exception {
        run(superuser, "CREATE DATABASE latin OWNER the_owner TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
        OwnerLogin latin = login("latin", "the_owner", "of the owner");
        assertThatThrownBy(() -> new DatabasePreparation(latin, KEY, List.of()).run())
                .isInstanceOf(StartupRefused.class)
                .hasMessageEndingWith("is encoded in LATIN1.");
    }

    @Test
    @DisplayName("a PostgreSQL older than 15 is refused")
    void refusesOldServers() {
        assertThatCode(() -> DatabasePreparation.requireVersion(15_0000, "there"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DatabasePreparation.requireVersion(14_0019, "there"))
                .isInstanceOf(StartupRefused.class)
                .hasMessage("PostgreSQL at there is version 14.");
    }

    @Test
    @DisplayName("a server that is out of reach is named, its password isn't")
    void namesTheServer() {
        OwnerLogin nowhere = new OwnerLogin("jdbc:postgresql://127.0.0.1:1/kaipan", "the_owner", "of the owner");
        assertThatThrownBy(() -> new DatabasePreparation(nowhere, KEY, List.of()).run())
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("127.0.0.1:1/kaipan")
                .hasMessageNotContaining("of the owner");
    }

    private static void prepare(MasterKey key, @Nullable String password) {
        new DatabasePreparation(owner, key, List.of(ApplicationRole.of("kaipan_command", password, key))).run();
    }

    private static MasterKey key(byte content) {
        byte[] bytes = new byte[MasterKey.LENGTH];
        bytes[0] = content;
        return MasterKey.parse(Base64.getEncoder().encodeToString(bytes), "test");
    }

    private static OwnerLogin login(String database, String user, String password) {
        return new OwnerLogin("jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database), user, password);
    }

    private static void run(OwnerLogin as, String sql) throws SQLException {
        try (Connection connection = as.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
