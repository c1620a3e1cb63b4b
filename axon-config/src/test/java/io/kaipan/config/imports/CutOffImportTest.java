package io.kaipan.config.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.bulk.ImportJob;
import io.kaipan.command.bulk.ImportJobs;
import io.kaipan.command.bulk.ImportState;
import io.kaipan.command.bulk.Page;
import io.kaipan.command.intake.Intake;
import io.kaipan.config.KaipanApplication;
import io.kaipan.config.testing.FreshDatabase;
import io.kaipan.testing.PostgresForTests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;

@DisplayName("LEA-7 an import whose process is killed in the middle")
class CutOffImportTest {
    private final PostgresForTests.Database database = PostgresForTests.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database.owner());

    @TempDir
    Path home;

    @Test
    @DisplayName("leaves whole rows only, goes on at the next start and counts every row once")
    void killed() throws Exception {
        killInTheMiddle();
        assertThat(jdbc.sql("SELECT state FROM jobs.import_job")
                        .query(String.class)
                        .single())
                .isEqualTo("RUNNING");
        assertThat(events("lead.LeadRegistered")).isBetween(400L, 1_700L).isEqualTo(rows("lookup.active_lead"));
        assertThat(events("customer.CustomerRegistered"))
                .isEqualTo(rows("lookup.phone_claim"))
                .isEqualTo(rows("keys.customer_key"));
        assertThat(events("lead.LeadRegistered") + events("lead.LeadInteractionLogged"))
                .isEqualTo(rows("lookup.idempotency_key WHERE scope = 'import:leads'"));

        try (ConfigurableApplicationContext kaipan = start()) {
            ImportJobs imports = kaipan.getBean(ImportJobs.class);
            ImportJob job = imports.list(SalesOffice.MANAGER, Page.first(1)).getFirst();
            ImportJob done = awaitEnd(imports, job);
            assertThat(List.of(done.state(), done.accepted(), done.alreadyThere(), done.rejected()))
                    .containsExactly(ImportState.DONE, 1_763, 101, 136);
            assertThat(home.resolve("imports")).isEmptyDirectory();

            long before = rows("log.domain_event");
            ImportJob again = awaitEnd(imports, begin(imports));
            assertThat(List.of(again.accepted(), again.alreadyThere(), again.rejected()))
                    .containsExactly(0, 1_864, 136);
            assertThat(rows("log.domain_event")).isEqualTo(before);
        }
    }

    private void killInTheMiddle() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Importer.class.getName(),
                        home.toString(),
                        Integer.toString(database.port()),
                        database.name())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/cut-off-import.log"))
                .start();
        try {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        assertThat(process.isAlive())
                                .as("see target/cut-off-import.log")
                                .isTrue();
                        return jdbc.sql("SELECT max(done) FROM jobs.import_job")
                                        .query(Integer.class)
                                        .optional()
                                        .orElse(0)
                                >= 500;
                    });
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    /** What runs in the process that is killed. */
    static final class Importer {
        public static void main(String[] arguments) throws IOException {
            PostgresForTests.Database database =
                    new PostgresForTests.Database(Integer.parseInt(arguments[1]), arguments[2]);
            ConfigurableApplicationContext kaipan = start(database, Path.of(arguments[0]));
            SalesOffice.open(kaipan.getBean(Intake.class));
            begin(kaipan.getBean(ImportJobs.class));
        }
    }

    private ConfigurableApplicationContext start() {
        return start(database, home);
    }

    private static ConfigurableApplicationContext start(PostgresForTests.Database database, Path home) {
        return new SpringApplicationBuilder(KaipanApplication.class)
                .profiles("postgres")
                .initializers(new FreshDatabase(database, home))
                .properties(Map.of("server.port", 0))
                .run();
    }

    private static ImportJob begin(ImportJobs imports) throws IOException {
        return imports.start(
                "leads",
                SalesOffice.MANAGER,
                new MockMultipartFile("file", "leads.csv", "text/csv", SalesOffice.sheet("leads.csv")));
    }

    private static ImportJob awaitEnd(ImportJobs imports, ImportJob job) {
        await().atMost(Duration.ofMinutes(3)).until(() -> find(imports, job).state() != ImportState.RUNNING);
        return find(imports, job);
    }

    private static ImportJob find(ImportJobs imports, ImportJob job) {
        return imports.find(job.id(), SalesOffice.MANAGER).orElseThrow();
    }

    private long events(String type) {
        return jdbc.sql("SELECT count(*) FROM log.domain_event WHERE payload_type = ?")
                .param(type)
                .query(Long.class)
                .single();
    }

    private long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
