package io.kaipan.command.bulk;

import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.StoreUnavailable;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one job: reads its file a stretch of rows at a time, sends the stretch by several workers, counts it, goes
 * on. So at most one stretch is in memory, and a job that is cut off goes on behind the last stretch that was counted.
 */
final class ImportRun {
    static final int STRETCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    private final JobTable table;
    private final Spool spool;
    private final Intake intake;
    private final PersonalDataVault vault;
    private final UserBook users;
    private final ImportSettings settings;
    private final Clock clock;
    private final ExecutorService workers;
    private final CountDownLatch stop;

    ImportRun(
            JobTable table,
            Spool spool,
            Intake intake,
            PersonalDataVault vault,
            UserBook users,
            ImportSettings settings,
            Clock clock,
            ExecutorService workers,
            CountDownLatch stop) {
        this.table = table;
        this.spool = spool;
        this.intake = intake;
        this.vault = vault;
        this.users = users;
        this.settings = settings;
        this.clock = clock;
        this.workers = workers;
        this.stop = stop;
    }

    /**
     * Runs a job to its end, or until the house closes.
     *
     * @param resumed whether an earlier run of it was cut off
     */
    void run(JobTable.Work work, Sheet sheet, boolean resumed) {
        String id = work.job().id();
        try {
            sendAll(work, sheet, resumed);
            end(id, null);
        } catch (Patience.Stopped e) {
            LOG.info("Import {} stops here and goes on at the next start", id);
        } catch (StoreUnavailable e) {
            LOG.warn("Import {} gives up: the store was away for more than {}", id, settings.patience(), e);
            end(id, ImportFailure.STORE_UNAVAILABLE);
        } catch (AccessRefused e) {
            LOG.warn("Import {} ends: {}", id, e.getMessage());
            end(id, ImportFailure.ACCESS_REFUSED);
        } catch (IOException | RuntimeException e) {
            LOG.error("Import {} failed", id, e);
            end(id, ImportFailure.INTERNAL);
        }
    }

    private void sendAll(JobTable.Work work, Sheet sheet, boolean resumed) throws IOException {
        Patience patience = new Patience(settings.patience(), stop);
        try (SheetReader reader = SheetReader.open(spool.file(work.job().id()))) {
            SheetHeader header = SheetHeader.of(reader.header(), sheet.columns());
            RowSender sender = new RowSender(
                    intake, vault, patience, sheet, header, work.job().id());
            JobTable.Settled settled = work.settled();
            reader.skip(settled.row());
            boolean maybeSent = resumed;
            List<SheetRow> rows;
            while (!(rows = reader.next(STRETCH)).isEmpty()) {
                if (stop.getCount() == 0) {
                    throw new Patience.Stopped();
                }
                Actor actor = patience.outlast(() -> today(work.actor()));
                RowCounts counts = send(rows, sender, actor, settled.logPosition(), maybeSent);
                settled = settle(work.job().id(), settled, rows.getLast().number(), counts, patience);
                maybeSent = false;
            }
        }
    }

    /**
     * The user with the roles and projects of this moment; as at the upload where Kaipan doesn't keep them itself.
     *
     * @throws AccessRefused when the user is suspended
     */
    private Actor today(Actor uploader) {
        UserEntry entry = users.find(new UserName(uploader.user())).orElse(null);
        if (entry == null) {
            return uploader;
        }
        if (entry.suspended()) {
            throw new AccessRefused(uploader.user() + " is suspended");
        }
        return new Actor(
                uploader.user(),
                entry.roles(),
                entry.projects().stream().map(ProjectCode::value).collect(Collectors.toSet()));
    }

    /** Counts a stretch once, though the answer to an earlier try may have been lost with the connection. */
    private JobTable.Settled settle(String id, JobTable.Settled before, int row, RowCounts counts, Patience patience) {
        AtomicBoolean unheard = new AtomicBoolean();
        return patience.outlast(() -> {
                    try {
                        Optional<JobTable.Settled> now = table.settle(id, before, row, counts, clock.instant());
                        return now.isEmpty() && unheard.get() ? table.findSettled(id, row) : now;
                    } catch (RuntimeException e) {
                        unheard.set(true);
                        throw e;
                    }
                })
                .orElseThrow(() -> {
                    LOG.warn("Import {} was ended or goes on elsewhere", id);
                    return new Patience.Stopped();
                });
    }

    private RowCounts send(List<SheetRow> rows, RowSender sender, Actor actor, long logPosition, boolean maybeSent) {
        Map<String, List<RowSender.Prepared>> lanes = new LinkedHashMap<>();
        for (SheetRow row : rows) {
            if (!row.isBlank()) {
                RowSender.Prepared prepared = sender.prepare(row);
                lanes.computeIfAbsent(prepared.lane(), lane -> new ArrayList<>())
                        .add(prepared);
            }
        }
        Queue<List<RowSender.Prepared>> queue = new ConcurrentLinkedQueue<>(lanes.values());
        Callable<List<RowSender.Fate>> worker = () -> {
            List<RowSender.Fate> fates = new ArrayList<>();
            try {
                List<RowSender.Prepared> lane;
                while ((lane = queue.poll()) != null) {
                    fates.addAll(sender.send(lane, actor, logPosition, maybeSent));
                }
            } catch (RuntimeException e) {
                queue.clear();
                throw e;
            }
            return fates;
        };
        return RowCounts.of(results(Collections.nCopies(settings.workers(), worker)));
    }

    private <T> List<T> results(Collection<? extends Callable<List<T>>> work) {
        List<T> results = new ArrayList<>();
        try {
            for (Future<List<T>> each : workers.invokeAll(work)) {
                results.addAll(each.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Patience.Stopped();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        }
        return results;
    }

    /** Notes the end, however long the store takes to come back, and lets the file go. */
    private void end(String id, @Nullable ImportFailure failure) {
        try {
            new Patience(Duration.ofDays(365), stop).outlast(() -> {
                table.end(id, failure, clock.instant());
                return id;
            });
            spool.remove(id);
        } catch (Patience.Stopped e) {
            LOG.info("The end of import {} could not be noted; it goes on at the next start", id);
        }
    }
}
