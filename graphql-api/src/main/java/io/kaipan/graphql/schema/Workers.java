package io.kaipan.graphql.schema;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads that fetch for those who have none of their own: virtual ones, so that a slow reader or a slow statement
 * holds up nobody else.
 */
@Component
public class Workers {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("graphql-", 0).factory());
    private final Scheduler scheduler = Schedulers.fromExecutorService(threads, "graphql");

    public Scheduler scheduler() {
        return scheduler;
    }

    @PreDestroy
    void close() {
        scheduler.dispose();
        threads.shutdownNow();
    }
}
