package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.testing.PostgresForTests;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("The event log only grows")
class AppendOnlyTest {
    private static PostgresForTests.Database database;

    @BeforeAll
    static void anEventIsInTheLog() {
        database = PostgresForTests.freshDatabase();
        append("lead_1", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE log.domain_event SET payload = ''",
                "DELETE FROM log.domain_event",
                "TRUNCATE log.domain_event"
            })
    @DisplayName("the application's roles lack the privilege to change it")
    void refusesRoles(String change) {
        for (DataSource role : List.of(database.command(), database.projection(), database.query())) {
            assertThatThrownBy(() -> JdbcClient.create(role).sql(change).update())
                    .hasRootCauseMessage("ERROR: permission denied for table domain_event");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE log.domain_event SET payload = '' WHERE false",
                "DELETE FROM log.domain_event",
                "TRUNCATE log.domain_event"
            })
    @DisplayName("a trigger refuses even the owner")
    void refusesOwner(String change) {
        assertThatThrownBy(() -> JdbcClient.create(database.owner()).sql(change).update())
                .rootCause()
                .hasMessageContaining("refused: log.domain_event only grows");
        assertThat(events()).isPositive();
    }

    @Test
    @DisplayName("an aggregate's version stands once")
    void oneEventAVersion() {
        append("lead_2", 0);
        assertThatThrownBy(() -> append("lead_2", 0)).isInstanceOf(DuplicateKeyException.class);
    }

    private static void append(String aggregate, long version) {
        JdbcClient.create(database.command())
                .sql("""
                        INSERT INTO log.domain_event (event_identifier, aggregate_identifier, sequence_number, type,
                            payload_type, payload_revision, payload, meta_data, time_stamp)
                        VALUES (gen_random_uuid(), :aggregate, :version, 'Lead', 'lead.LeadRegistered', '1', '', '',
                            '2026-11-21T00:00:00.000Z')
                        """)
                .param("aggregate", aggregate)
                .param("version", version)
                .update();
    }

    private static long events() {
        return JdbcClient.create(database.owner())
                .sql("SELECT count(*) FROM log.domain_event")
                .query(Long.class)
                .single();
    }
}
