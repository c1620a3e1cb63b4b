package io.kaipan.command.bulk;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells watchers how jobs go on. It asks the table, once for all watchers, so that a watcher may sit on another node
 * than the job.
 */
@Component
final class ImportProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ImportProgress.class);

    private final JobTable table;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("import-progress").daemon().factory());

    ImportProgress(JobTable table) {
        this.table = table;
        clockwork.scheduleWithFixedDelay(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    Runnable watch(ImportJob job, Consumer<ImportJob> listener) {
        Watcher watcher = new Watcher(job, listener);
        watchers.add(watcher);
        clockwork.execute(() -> tell(watcher, job));
        return () -> watchers.remove(watcher);
    }

    private void look() {
        if (watchers.isEmpty()) {
            return;
        }
        try {
            Set<String> watched =
                    watchers.stream().map(watcher -> watcher.last.id()).collect(Collectors.toSet());
            Map<String, ImportJob> jobs =
                    table.findAll(watched).stream().collect(Collectors.toMap(ImportJob::id, Function.identity()));
            for (Watcher watcher : watchers) {
                ImportJob job = jobs.get(watcher.last.id());
                if (job != null && !job.equals(watcher.last)) {
                    tell(watcher, job);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("The progress of imports can't be read; trying again", e);
        }
    }

    private void tell(Watcher watcher, ImportJob job) {
        watcher.last = job;
        try {
            watcher.listener.accept(job);
        } catch (RuntimeException e) {
            LOG.warn("Somebody who watches import {} failed", job.id(), e);
            watchers.remove(watcher);
        }
        if (job.state() != ImportState.RUNNING) {
            watchers.remove(watcher);
        }
    }

    @PreDestroy
    void close() {
        clockwork.shutdownNow();
    }

    private static final class Watcher {
        private final Consumer<ImportJob> listener;
        private ImportJob last;

        Watcher(ImportJob seen, Consumer<ImportJob> listener) {
            this.last = seen;
            this.listener = listener;
        }
    }
}
