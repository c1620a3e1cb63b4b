package io.kaipan.config.processing;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.AxonThreadFactory;
import org.springframework.stereotype.Component;

/** The threads of all processors, which end when every processor has stopped. */
@Component
final class ProcessorThreads implements AutoCloseable {
    private static final int COORDINATORS = 2;
    private static final int WORKERS = 4;

    private final ScheduledExecutorService coordinators = new EagerCoordinators(COORDINATORS);
    private final ScheduledExecutorService workers =
            Executors.newScheduledThreadPool(WORKERS, new AxonThreadFactory("projections"));

    /** Those that read the log. */
    ScheduledExecutorService coordinators() {
        return coordinators;
    }

    /** Those that handle what was read. */
    ScheduledExecutorService workers() {
        return workers;
    }

    @Override
    public void close() {
        coordinators.shutdown();
        workers.shutdown();
    }
}
