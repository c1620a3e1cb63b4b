package io.kaipan.command.timer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The cluster's timer: of all nodes one makes the round when it is due, and another takes it over when that one's heartbeat
 * stops. Begins when Kaipan is ready, and ends before its connections do.
 */
@Component
final class Timer implements SmartLifecycle {
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final List<Round> rounds;
    private final Duration interval;
    private @Nullable Scheduler scheduler;

    /**
     * @param dataSource the command side's
     * @param rounds made one after the other
     * @param interval {@code kaipan.timer.interval}: from the end of a round to the next
     */
    Timer(DataSource dataSource, List<Round> rounds, @Value("${kaipan.timer.interval}") Duration interval) {
        this.dataSource = dataSource;
        this.rounds = rounds;
        this.interval = interval;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        start();
    }

    /** Not with the context, but when the application is ready. */
    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public synchronized void start() {
        if (scheduler == null) {
            scheduler = scheduler(ManagementFactory.getRuntimeMXBean().getName());
            scheduler.start();
        }
    }

    /** A scheduler that makes the rounds. @param node its name in the table, which no two processes share */
    Scheduler scheduler(String node) {
        Duration polling = interval.compareTo(Duration.ofSeconds(10)) < 0 ? interval : Duration.ofSeconds(10);
        return Scheduler.create(dataSource)
                .startTasks(rounds.stream().map(this::task).toList())
                .tableName("jobs.scheduled_task")
                .schedulerName(new SchedulerName.Fixed(node))
                .threads(1)
                .pollingInterval(polling)
                .shutdownMaxWait(CLOSING)
                .build();
    }

    private RecurringTask<Void> task(Round round) {
        return Tasks.recurring(round.name(), FixedDelay.of(interval))
                .execute((instance, context) ->
                        round.run(() -> context.getSchedulerState().isShuttingDown()));
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
