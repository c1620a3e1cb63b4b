package io.kaipan.config.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.kaipan.testing.PostgresForTests;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

@DisplayName("Kaipan doesn't open its doors")
class StartupChecksTest {
    private PostgresForTests.Database database;
    private final Configuration axon = mock(Configuration.class);

    @BeforeEach
    void allIsWell() {
        database = PostgresForTests.freshDatabase();
        asOwner("ALTER DATABASE %s SET statement_timeout = '20s'".formatted(database.name()));
        asOwner("ALTER DATABASE %s SET idle_in_transaction_session_timeout = '20s'".formatted(database.name()));
        asOwner("ALTER DATABASE %s SET transaction_timeout = '20s'".formatted(database.name()));
        when(axon.getComponent(TransactionManager.class))
                .thenReturn(new SpringTransactionManager(new JdbcTransactionManager(database.command())));
        assertThatCode(checks()::afterSingletonsInstantiated).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("when a commit may be lost")
    void durability() {
        asOwner("ALTER DATABASE %s SET synchronous_commit = off".formatted(database.name()));
        assertRefused("PostgreSQL runs with synchronous_commit = off: what Kaipan confirms could be lost.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes"})
    @DisplayName("when the server may lose or tear what it has written, as one made for tests does")
    void serverDurability(String setting) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig(setting, "off")
                .start()) {
            JdbcClient jdbc = JdbcClient.create(server.getPostgresDatabase());
            assertRefused(new StartupChecks(jdbc, axon), "PostgreSQL runs with %s = off".formatted(setting));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement_timeout", "idle_in_transaction_session_timeout", "transaction_timeout"})
    @DisplayName("when a transaction may last longer than the processors wait for gaps")
    void timeouts(String timeout) {
        asOwner("ALTER DATABASE %s SET %s = '21s'".formatted(database.name(), timeout));
        assertRefused("The command side's %s is 21000 ms".formatted(timeout));
        asOwner("ALTER DATABASE %s SET %s = 0".formatted(database.name(), timeout));
        assertRefused("The command side's %s is 0 ms".formatted(timeout));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE", "DELETE", "TRUNCATE"})
    @DisplayName("when a role could change the log")
    void privileges(String privilege) {
        asOwner("GRANT %s ON log.domain_event TO kaipan_projection".formatted(privilege));
        assertRefused("Kaipan's roles could change the event log: kaipan_projection %s.".formatted(privilege));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE log.domain_event DISABLE TRIGGER append_only",
                "DROP TRIGGER append_only ON log.domain_event"
            })
    @DisplayName("when the log's trigger is off")
    void trigger(String change) {
        asOwner(change);
        assertRefused("The trigger that keeps the event log append-only is gone or switched off.");
    }

    @Test
    @DisplayName("when Axon takes no part in transactions")
    void transactions() {
        when(axon.getComponent(TransactionManager.class)).thenReturn(NoTransactionManager.INSTANCE);
        assertRefused("Axon works without transactions");
    }

    private void assertRefused(String message) {
        assertRefused(checks(), message);
    }

    private static void assertRefused(StartupChecks checks, String message) {
        assertThatThrownBy(checks::afterSingletonsInstantiated)
                .isInstanceOfSatisfying(StartupRefused.class, refused -> assertThat(refused.remedy())
                        .isNotBlank())
                .hasMessageStartingWith(message);
    }

    private StartupChecks checks() {
        return new StartupChecks(JdbcClient.create(database.command()), axon);
    }

    private void asOwner(String sql) {
        JdbcClient.create(database.owner()).sql(sql).update();
    }
}
