package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.config.KaipanApplication;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.testing.PostgresForTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A log that was restored from an earlier moment than the views")
class RestoredLogTest {
    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), Set.of());

    private final PostgresForTests.Database database = PostgresForTests.freshDatabase();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @TempDir
    Path home;

    @Test
    @DisplayName("AUD-5 is noticed at the start; the views say what the log says again, and follow it")
    void viewsAhead() {
        try (ConfigurableApplicationContext kaipan = start()) {
            open(kaipan, "KEPT");
            open(kaipan, "LOST");
            awaitProjects("KEPT", "LOST");
        }
        // what a restored dump of an earlier moment looks like
        owner.sql("ALTER TABLE log.domain_event DISABLE TRIGGER append_only").update();
        owner.sql("""
                        DELETE FROM log.domain_event WHERE aggregate_identifier =
                            (SELECT aggregate_identifier FROM log.domain_event ORDER BY global_index DESC LIMIT 1)""").update();
        owner.sql("ALTER TABLE log.domain_event ENABLE ALWAYS TRIGGER append_only")
                .update();
        owner.sql("DELETE FROM lookup.project_terms WHERE project = 'LOST'").update();

        try (ConfigurableApplicationContext kaipan = start()) {
            awaitProjects("KEPT");
            open(kaipan, "NEXT");
            awaitProjects("KEPT", "NEXT");
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(KaipanApplication.class)
                .profiles("postgres")
                .initializers(kaipan -> kaipan.getEnvironment()
                        .getPropertySources()
                        .addFirst(
                                new MapPropertySource("restored", Map.copyOf(FreshDatabase.settings(database, home)))))
                .run("--server.port=0");
    }

    private static void open(ConfigurableApplicationContext kaipan, String code) {
        Outcome outcome = kaipan.getBean(Intake.class)
                .accept(new CommandRequest(
                        "OpenProject",
                        JsonMapper.shared()
                                .readTree("{\"project\": \"%s\", \"name\": \"万科城\", \"city\": \"深圳\"}".formatted(code)),
                        ADMIN,
                        "admin",
                        null));
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    private void awaitProjects(String... codes) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(projects()).containsExactlyInAnyOrder(codes));
    }

    private List<String> projects() {
        return owner.sql("SELECT project FROM view.project_list")
                .query(String.class)
                .list();
    }
}
