package io.kaipan.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.lookup.TestVault;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.testing.PostgresForTests;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** The file is larger than the heap it is read with; the intake here answers without keeping anything. */
class SmallHeapImportTest {
    private static final int ROWS = 100_000;
    private static final String HEAP = "-Xmx40m";

    @TempDir
    Path folder;

    @Test
    @DisplayName("LEA-7 a file of 100,000 rows is imported with less memory than it has bytes")
    void smallHeap() throws Exception {
        Path sheet = folder.resolve("sheet.csv");
        try (BufferedWriter writer = Files.newBufferedWriter(sheet, Charset.forName("GB18030"))) {
            writer.write("主题,项目,认知途径,描述信息,客户姓名,联系电话\r\n");
            String description = "穿着典雅，声音洪亮，".repeat(20);
            for (int i = 1; i <= ROWS; i++) {
                writer.write("咨询学区,JYLW,网络,\"%s\r\n%d\",客户,138%08d\r\n".formatted(description, i, i));
            }
        }
        assertThat(Files.size(sheet)).isGreaterThan(40L << 20);
        PostgresForTests.Database database = PostgresForTests.freshDatabase();
        File log = new File("target/small-heap-import.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Importer.class.getName(),
                        folder.toString(),
                        Integer.toString(database.port()),
                        database.name())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("%s", log).isTrue();
        assertThat(process.exitValue()).as("%s", log).isZero();
        assertThat(JdbcClient.create(database.owner())
                        .sql("SELECT state || ' ' || accepted || ' ' || rejected FROM jobs.import_job")
                        .query(String.class)
                        .single())
                .isEqualTo("DONE " + ROWS + " 0");
    }

    /** What runs in the small heap. */
    static final class Importer {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            DataSource command = new PostgresForTests.Database(Integer.parseInt(arguments[1]), arguments[2]).command();
            JobTable table =
                    new JobTable(JdbcClient.create(command), new JdbcTransactionManager(command), JsonMapper.shared());
            ImportSettings settings =
                    new ImportSettings(folder.resolve("imports"), DataSize.ofMegabytes(64), 4, Duration.ofSeconds(5));
            InMemoryBooks books = new InMemoryBooks();
            Spool spool = new Spool(settings);
            List<Sheet> sheets = List.of(new LeadSheet(books));
            Clock clock = Clock.systemUTC();
            AtomicLong position = new AtomicLong();
            Intake intake = request -> new Outcome.Accepted(
                    new Receipt(request.body().path("lead").asString(), 0, position.incrementAndGet(), false));
            ImportRunner runner =
                    new ImportRunner(table, spool, intake, new TestVault(), books, settings, clock, sheets);
            runner.start();
            ImportJobs jobs = new ImportJobs(table, spool, runner, new ImportProgress(table), clock, sheets);
            Actor manager = new Actor("manager", Set.of(Role.SALES_MANAGER), Set.of("JYLW"));
            ImportJob job = jobs.start("leads", manager, new FileUpload(folder.resolve("sheet.csv")));
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> jobs.find(job.id(), manager).orElseThrow().state() != ImportState.RUNNING);
            runner.stop();
            System.exit(0);
        }
    }

    /** An upload that lies on disk, as the web server's do. */
    private static final class FileUpload extends MockMultipartFile {
        private final Path file;

        FileUpload(Path file) {
            super("file", "leads.csv", "text/csv", new byte[0]);
            this.file = file;
        }

        @Override
        public void transferTo(File destination) throws IOException {
            Files.move(file, destination.toPath());
        }

        @Override
        public void transferTo(Path destination) throws IOException {
            Files.move(file, destination);
        }
    }
}
