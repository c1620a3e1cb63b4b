package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Profile postgres on a server that somebody else stops and starts")
class StoppedDatabaseTest {
    private static final Duration QUICK = Duration.ofSeconds(6);

    private static Path folder;
    private static EmbeddedServer server;
    private static ConfigurableApplicationContext kaipan;

    @BeforeAll
    static void kaipanWorksOnIt() throws Exception {
        folder = TestFolder.of(StoppedDatabaseTest.class);
        server = EmbeddedServer.start(folder, 0, "secret");
        OwnerLogin administrator = new OwnerLogin(url("postgres"), EmbeddedServer.SUPERUSER, "secret");
        try (Connection connection = administrator.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE someone LOGIN CREATEROLE PASSWORD 'of someone'");
            statement.execute("CREATE DATABASE sales OWNER someone");
        }
        kaipan = new SpringApplicationBuilder(StoreSlice.class)
                .web(WebApplicationType.NONE)
                .profiles("postgres")
                .properties(Map.of(
                        "spring.datasource.url", url("sales"),
                        "spring.datasource.username", "someone",
                        "spring.datasource.password", "of someone",
                        "KAIPAN_MASTER_KEY", "Zm9yIHRlc3RzIG9ubHksIG5ldmVyIGFueXdoZXJlISE="))
                .run();
    }

    @AfterAll
    static void stop() throws Exception {
        kaipan.close();
        server.close();
    }

    @Test
    @DisplayName("readiness goes down and comes back by itself, liveness doesn't care, and nobody waits for long")
    void goesDownAndComesBack() throws Exception {
        JdbcClient jdbc = kaipan.getBean(JdbcClient.class);
        assertThat(jdbc.sql("SELECT current_user").query(String.class).single()).isEqualTo("kaipan_command");
        assertThat(health("readiness")).isEqualTo(Status.UP);

        int port = server.port();
        server.close();
        assertTimeout(QUICK, () -> assertThatThrownBy(
                        () -> jdbc.sql("SELECT 1").query(Integer.class).single())
                .isInstanceOf(DataAccessException.class));
        assertTimeout(QUICK, () -> assertThat(health("readiness")).isEqualTo(Status.DOWN));
        assertThat(health("liveness")).isEqualTo(Status.UP);

        server = EmbeddedServer.start(folder, port, "secret");
        await().atMost(Duration.ofSeconds(20)).until(() -> health("readiness").equals(Status.UP));
        assertThat(jdbc.sql("SELECT 1").query(Integer.class).single()).isOne();
    }

    @Test
    @DisplayName("the owner isn't used once the tables are migrated")
    void ownerRests() {
        assertThat(kaipan.getBeansOfType(DataSource.class).keySet())
                .containsExactlyInAnyOrder("commandDataSource", "projectionDataSource", "queryDataSource");
    }

    private static Status health(String group) {
        return kaipan.getBean(HealthEndpoint.class).healthForPath(group).getStatus();
    }

    private static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database);
    }
}
