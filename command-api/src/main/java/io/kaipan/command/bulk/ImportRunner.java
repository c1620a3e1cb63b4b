package io.kaipan.command.bulk;

import io.kaipan.command.intake.Intake;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.user.UserBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes jobs in turn: at most {@value #AT_ONCE} at the same time, and of one user one. Jobs that a stop or crash cut off
 * go on when the node that has their file starts again; jobs of a node that stays away fail as
 * {@link ImportFailure#INTERRUPTED}.
 */
@Component
final class ImportRunner implements SmartLifecycle {
    private static final int AT_ONCE = 2;
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration ABANDONED = Duration.ofMinutes(30);
    private static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    private final JobTable table;
    private final Spool spool;
    private final Intake intake;
    private final PersonalDataVault vault;
    private final UserBook users;
    private final ImportSettings settings;
    private final Clock clock;
    private final Map<String, Sheet> sheets;

    private final Map<String, Turn> waiting = new LinkedHashMap<>();
    private final Map<String, Turn> running = new LinkedHashMap<>();
    private @Nullable House house;

    /** Whether jobs that an earlier start left behind are lined up; touched by the heartbeat alone. */
    private volatile boolean resumed;

    ImportRunner(
            JobTable table,
            Spool spool,
            Intake intake,
            PersonalDataVault vault,
            UserBook users,
            ImportSettings settings,
            Clock clock,
            List<Sheet> sheets) {
        this.table = table;
        this.spool = spool;
        this.intake = intake;
        this.vault = vault;
        this.users = users;
        this.settings = settings;
        this.clock = clock;
        this.sheets = sheets.stream().collect(Collectors.toMap(Sheet::kind, Function.identity()));
    }

    /** A job and whether an earlier run of it was cut off. */
    private record Turn(JobTable.Work work, boolean resumed) {}

    /** What runs between start and stop. */
    private record House(
            CountDownLatch stop,
            ExecutorService jobs,
            ExecutorService workers,
            ScheduledExecutorService heartbeat,
            ImportRun run) {}

    /** Lines a new job up. While the runner stands still it waits for the next start. */
    void lineUp(JobTable.Work work) {
        lineUp(work, false);
    }

    private synchronized void lineUp(JobTable.Work work, boolean resumed) {
        if (!running.containsKey(work.job().id())) {
            waiting.putIfAbsent(work.job().id(), new Turn(work, resumed));
            startNext();
        }
    }

    private synchronized void startNext() {
        House open = house;
        if (open == null) {
            return;
        }
        for (Turn turn : List.copyOf(waiting.values())) {
            if (running.size() < AT_ONCE && usersAtWork().add(turn.work().job().user())) {
                waiting.remove(turn.work().job().id());
                running.put(turn.work().job().id(), turn);
                open.jobs().execute(() -> run(open, turn));
            }
        }
    }

    private Set<String> usersAtWork() {
        return running.values().stream()
                .map(turn -> turn.work().job().user())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void run(House open, Turn turn) {
        ImportJob job = turn.work().job();
        try {
            Sheet sheet = sheets.get(job.kind());
            if (sheet == null) {
                throw new IllegalStateException("No sheet of kind " + job.kind());
            }
            open.run().run(turn.work(), sheet, turn.resumed());
        } finally {
            synchronized (this) {
                running.remove(job.id());
                startNext();
            }
        }
    }

    @Override
    public synchronized void start() {
        CountDownLatch stop = new CountDownLatch(1);
        ExecutorService workers = Executors.newFixedThreadPool(
                settings.workers(), Thread.ofPlatform().name("import-row-", 1).factory());
        ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("import-heartbeat").daemon().factory());
        ExecutorService jobs = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("import-", 1).factory());
        ImportRun run = new ImportRun(table, spool, intake, vault, users, settings, clock, workers, stop);
        house = new House(stop, jobs, workers, heartbeat, run);
        resumed = false;
        heartbeat.scheduleWithFixedDelay(this::beat, 0, HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
    }

    private void beat() {
        try {
            if (!resumed) {
                spool.jobs().forEach(id -> table.findRunning(id).ifPresent(work -> lineUp(work, true)));
                resumed = true;
            }
            Set<String> ours = ours();
            Instant now = clock.instant();
            table.heartbeat(ours, now);
            table.endAbandoned(now.minus(ABANDONED), now);
            spool.sweep(ours, clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("Imports could not be looked after; trying again in {}", HEARTBEAT, e);
        }
    }

    private synchronized Set<String> ours() {
        Set<String> ours = new HashSet<>(waiting.keySet());
        ours.addAll(running.keySet());
        return ours;
    }

    @Override
    public void stop() {
        House open;
        synchronized (this) {
            open = house;
            house = null;
            waiting.clear();
        }
        if (open != null) {
            open.stop().countDown();
            open.heartbeat().shutdownNow();
            open.jobs().shutdown();
            awaitEnd(open);
            open.workers().shutdown();
        }
    }

    private static void awaitEnd(House open) {
        try {
            if (!open.jobs().awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Imports did not stop within {}; they go on at the next start", CLOSING);
                open.jobs().shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return house != null;
    }
}
