package io.kaipan.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.intake.StoreUnavailable;
import io.kaipan.command.lookup.TestVault;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.testing.InMemoryBooks;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import io.kaipan.testing.PostgresForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("LEA-7 an import job")
class ImportRunnerTest {
    private static final String HEADER = "主题,项目,认知途径,客户姓名,联系电话\n";
    private static final Actor ZHANG = new Actor("zhang.min", Set.of(Role.CONSULTANT), Set.of("JYLW"));
    private static final Actor LI = new Actor("li.qiang", Set.of(Role.CONSULTANT), Set.of("JYLW", "WKC"));
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.SALES_MANAGER), Set.of("JYLW"));

    private static PostgresForTests.Database database;

    @TempDir
    Path folder;

    private final TalliedIntake intake = new TalliedIntake();
    private final AtomicInteger breakAfterCommits = new AtomicInteger();
    private final InMemoryBooks books = new InMemoryBooks();
    private JobTable table;
    private ImportRunner runner;
    private ImportJobs jobs;

    @BeforeAll
    static void database() {
        database = PostgresForTests.freshDatabase();
    }

    @BeforeEach
    void start() {
        DataSource command = database.command();
        table = new JobTable(JdbcClient.create(command), new Transactions(command), JsonMapper.shared());
        JdbcClient.create(database.owner())
                .sql("TRUNCATE jobs.import_job CASCADE")
                .update();
        startRunner(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        runner.stop();
    }

    private void startRunner(Duration patience) {
        ImportSettings settings = new ImportSettings(folder, DataSize.ofMegabytes(1), 3, patience);
        Spool spool = new Spool(settings);
        List<Sheet> sheets = List.of(new LeadSheet(books));
        Clock clock = Clock.systemUTC();
        runner = new ImportRunner(table, spool, intake, new TestVault(), books, settings, clock, sheets);
        jobs = new ImportJobs(table, spool, runner, new ImportProgress(table), clock, sheets);
        runner.start();
    }

    @Test
    @DisplayName("counts what became of its rows and names the rejected ones in the order of the file")
    void counts() throws IOException {
        ImportJob begun = send(
                ZHANG,
                row("王芳", "13800000001") + row("李明", "未留") + ",,,,\n" + row("王芳", "138 0000 0001")
                        + "\"two\nlines\",JYLW,网络,x,12\n" + row("张三", "13800000002") + "a,b,c,d,e,f\n");
        assertThat(begun.state()).isEqualTo(ImportState.RUNNING);
        assertThat(begun.rows()).isEqualTo(6);

        ImportJob done = awaitEnd(begun);
        assertThat(done.state()).isEqualTo(ImportState.DONE);
        assertThat(List.of(done.done(), done.accepted(), done.alreadyThere(), done.rejected()))
                .containsExactly(6, 2, 1, 3);
        assertThat(jobs.rejections(done, Page.first(10)))
                .containsExactly(
                        new ImportRejection(2, 3, "联系电话", "PHONE_INVALID", "CUS-1", Map.of("typed", "未留")),
                        new ImportRejection(5, 6, "联系电话", "PHONE_INVALID", "CUS-1", Map.of("typed", "12")),
                        new ImportRejection(7, 9, null, "CELL_WITHOUT_HEADER", "LEA-7", Map.of()));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("G-3 a second import of the same rows is answered with the first one's outcomes, in any column order")
    void again() throws IOException {
        awaitEnd(send(ZHANG, row("王芳", "13800000001") + row("李明", "13800000002")));
        ImportJob again = awaitEnd(jobs.start(
                "leads",
                MANAGER,
                file("Phone,Topic,Project,Channel,Customer Name\n+8613800000001,咨询,JYLW,网络,王芳\n"
                        + "13800000002,咨询,JYLW,网络,李明\n")));
        assertThat(List.of(again.accepted(), again.alreadyThere())).containsExactly(0, 2);
        assertThat(intake.bodies).hasSize(2);
    }

    @Test
    @DisplayName("LEA-8 one customer's rows are sent in the order of the file, however many workers send")
    void order() throws IOException {
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        intake.before(
                request -> sent.add(request.body().path("customer").path("name").asString()));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            rows.append(row("n" + i, i % 3 == 0 ? "13800000001" : "139%08d".formatted(i)));
        }
        awaitEnd(send(ZHANG, rows.toString()));
        assertThat(sent.stream()
                        .map(name -> Integer.parseInt(name.substring(1)))
                        .filter(i -> i % 3 == 0))
                .isSorted()
                .hasSize(400);
    }

    @Test
    @DisplayName("waits for a store that is away and goes on by itself; what was carried out unheard is counted once")
    void outage() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        intake.before(request -> unavailableIf(calls.incrementAndGet() % 4 == 0));
        intake.after(request -> unavailableIf(calls.incrementAndGet() % 4 == 0));
        ImportJob done = awaitEnd(send(
                ZHANG,
                row("王芳", "13800000001")
                        + row("李明", "13800000002")
                        + row("张三", "13800000003")
                        + row("王芳", "13800000001 ")));
        assertThat(calls).hasValueGreaterThan(8);
        assertThat(List.of(done.state(), done.accepted(), done.alreadyThere())).containsExactly(ImportState.DONE, 3, 1);
    }

    @Test
    @DisplayName("counts a stretch once though the line breaks at the commit of its count")
    void unheardCount() throws IOException {
        breakAfterCommits.set(2);
        ImportJob done = awaitEnd(send(ZHANG, row("王芳", "13800000001") + row("李明", "x")));
        assertThat(List.of(done.state(), done.done(), done.accepted(), done.rejected()))
                .containsExactly(ImportState.DONE, 2, 1, 1);
        assertThat(breakAfterCommits).hasValue(0);
        assertThat(jobs.rejections(done, Page.first(10))).hasSize(1);
    }

    @Test
    @DisplayName("fails when the store stays away for longer than it waits; importing again finishes the rest")
    void storeGone() throws IOException {
        runner.stop();
        startRunner(Duration.ofMillis(300));
        intake.before(request -> unavailableIf(
                request.body().path("customer").path("name").asString().equals("李明")));
        String rows = row("王芳", "13800000001") + row("李明", "13800000002");
        ImportJob failed = awaitEnd(send(ZHANG, rows));
        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.failure()).isEqualTo(ImportFailure.STORE_UNAVAILABLE);
        assertThat(folder).isEmptyDirectory();

        intake.before(request -> {});
        ImportJob again = awaitEnd(send(ZHANG, rows));
        assertThat(List.of(again.accepted(), again.alreadyThere())).containsExactly(1, 1);
    }

    @Test
    @DisplayName("G-7 fails when its user may not send the command any more")
    void accessLost() throws IOException {
        intake.before(request -> {
            throw new AccessRefused("RegisterLead");
        });
        assertThat(awaitEnd(send(ZHANG, row("王芳", "13800000001"))).failure()).isEqualTo(ImportFailure.ACCESS_REFUSED);
    }

    @Test
    @DisplayName("G-7 sends with the rights its user has now, and fails when the user is suspended")
    void rightsOfToday() throws IOException {
        List<Actor> senders = Collections.synchronizedList(new ArrayList<>());
        intake.before(request -> senders.add(request.actor()));
        books.save(new UserEntry(
                new UserName("zhang.min"), "张敏", Set.of(Role.RECEPTION), Set.of(new ProjectCode("WKC")), false));
        awaitEnd(send(ZHANG, row("王芳", "13800000001")));
        assertThat(senders).containsExactly(new Actor("zhang.min", Set.of(Role.RECEPTION), Set.of("WKC")));

        books.save(new UserEntry(new UserName("zhang.min"), "张敏", Set.of(Role.RECEPTION), Set.of(), true));
        assertThat(awaitEnd(send(ZHANG, row("李明", "13800000002"))).failure()).isEqualTo(ImportFailure.ACCESS_REFUSED);
        assertThat(senders).hasSize(1);
    }

    @Test
    @DisplayName("goes on behind what it had counted when a stop has cut it off, and counts every row once")
    void resumes() throws IOException {
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        intake.before(request -> {
            if (request.body().path("customer").path("name").asString().equals("n700")) {
                inTheMiddle.countDown();
                unavailableIf(true);
            }
        });
        StringBuilder rows = new StringBuilder(row("bad", "x"));
        for (int i = 1; i < 1_200; i++) {
            rows.append(row("n" + i, "139%08d".formatted(i)));
        }
        ImportJob begun = send(LI, rows.toString());
        await().until(() -> inTheMiddle.getCount() == 0);
        runner.stop();
        ImportJob cut = jobs.find(begun.id(), LI).orElseThrow();
        assertThat(cut.state()).isEqualTo(ImportState.RUNNING);
        assertThat(cut.done()).isEqualTo(ImportRun.STRETCH);

        List<Actor> senders = Collections.synchronizedList(new ArrayList<>());
        intake.before(request -> senders.add(request.actor()));
        startRunner(Duration.ofMinutes(1));
        ImportJob done = awaitEnd(begun);
        assertThat(List.of(done.state(), done.done(), done.accepted(), done.alreadyThere(), done.rejected()))
                .containsExactly(ImportState.DONE, 1_200, 1_199, 0, 1);
        assertThat(senders).hasSize(700).containsOnly(LI);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("is given up as interrupted when the node that had its file stays away")
    void abandoned() throws IOException {
        runner.stop();
        ImportJob begun = send(ZHANG, row("王芳", "13800000001"));
        Files.delete(folder.resolve(begun.id() + ".csv"));
        JdbcClient.create(database.owner())
                .sql("UPDATE jobs.import_job SET heartbeat_at = ?")
                .param(Timestamp.from(Instant.now().minus(Duration.ofHours(1))))
                .update();
        startRunner(Duration.ofMinutes(1));
        assertThat(awaitEnd(begun).failure()).isEqualTo(ImportFailure.INTERRUPTED);
    }

    @Test
    @DisplayName("waits for the one before it of the same user, not for another user's")
    void turns() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        intake.before(request -> {
            if (request.actor().equals(ZHANG)) {
                awaitQuietly(go);
            }
        });
        ImportJob first = send(ZHANG, row("王芳", "13800000001"));
        ImportJob second = send(ZHANG, row("李明", "13800000002"));
        ImportJob others = send(LI, row("张三", "13800000003"));
        assertThat(awaitEnd(others).state()).isEqualTo(ImportState.DONE);
        assertThat(jobs.find(second.id(), ZHANG).orElseThrow().state()).isEqualTo(ImportState.RUNNING);
        assertThat(intake.bodies).hasSize(1);
        go.countDown();
        assertThat(awaitEnd(first).state()).isEqualTo(ImportState.DONE);
        assertThat(awaitEnd(second).state()).isEqualTo(ImportState.DONE);
    }

    @Test
    @DisplayName("G-8 is seen by its user, managers, admins and auditors")
    void visibility() throws IOException {
        ImportJob job = awaitEnd(send(ZHANG, row("王芳", "13800000001")));
        ImportJob later = awaitEnd(send(LI, row("张三", "13800000003")));
        Actor auditor = new Actor("auditor", Set.of(Role.AUDITOR), Set.of());
        assertThat(jobs.find(job.id(), ZHANG)).contains(job);
        assertThat(jobs.find(job.id(), LI)).isEmpty();
        for (Actor overseer : List.of(MANAGER, auditor, new Actor("admin", Set.of(Role.ADMIN), Set.of()))) {
            assertThat(jobs.find(job.id(), overseer)).contains(job);
        }
        assertThat(jobs.list(LI, Page.first(10))).containsExactly(later);
        assertThat(jobs.list(auditor, Page.first(10))).containsExactly(later, job);
        assertThat(jobs.list(auditor, Page.first(1))).containsExactly(later);
        assertThat(jobs.list(auditor, new Page<>(later.id(), null, false, 10))).containsExactly(job);
        assertThat(jobs.list(auditor, new Page<>(null, null, true, 1))).containsExactly(job);
        assertThat(jobs.count(auditor, 10)).isEqualTo(2);
        assertThat(jobs.count(LI, 10)).isEqualTo(1);
    }

    @Test
    @DisplayName("is watched from where it stands to its end")
    void watched() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        intake.before(request -> awaitQuietly(go));
        ImportJob begun = send(ZHANG, row("王芳", "13800000001"));
        List<ImportJob> seen = Collections.synchronizedList(new ArrayList<>());
        jobs.watch(begun, seen::add);
        await().untilAsserted(() -> assertThat(seen).containsExactly(begun));
        go.countDown();
        ImportJob done = awaitEnd(begun);
        await().untilAsserted(() -> assertThat(seen).endsWith(done));
    }

    /** Loses the line right behind a commit as often as the test says. */
    private final class Transactions extends JdbcTransactionManager {
        Transactions(DataSource source) {
            super(source);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            super.doCommit(status);
            if (breakAfterCommits.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new TransactionSystemException("JDBC rollback failed");
            }
        }
    }

    private ImportJob send(Actor actor, String rows) throws IOException {
        return jobs.start("leads", actor, file(HEADER + rows));
    }

    private static MockMultipartFile file(String text) {
        return new MockMultipartFile("file", "leads.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String row(String name, String phone) {
        return "咨询,JYLW,网络,%s,%s\n".formatted(name, phone);
    }

    private ImportJob awaitEnd(ImportJob job) {
        await().atMost(Duration.ofSeconds(30)).until(() -> find(job).state() != ImportState.RUNNING);
        return find(job);
    }

    private ImportJob find(ImportJob job) {
        return jobs.find(job.id(), MANAGER).orElseThrow();
    }

    private static void unavailableIf(boolean away) {
        if (away) {
            throw new StoreUnavailable(new IOException("away"));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
