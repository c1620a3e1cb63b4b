package io.kaipan.config.processing;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;

/**
 * Threads that read the log for the processors. Axon lets them sleep for {@value #AXONS_NAP_MILLIS} ms whenever a
 * processor's buffer of 1,024 events is full, although that is worked off in a fraction of the time: exactly that delay is
 * shortened.
 */
final class EagerCoordinators extends ScheduledThreadPoolExecutor {
    static final int AXONS_NAP_MILLIS = 100;
    static final int NAP_MILLIS = 4;

    EagerCoordinators(int threads) {
        super(threads, new AxonThreadFactory("coordinators"));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return unit == TimeUnit.MILLISECONDS && delay == AXONS_NAP_MILLIS
                ? super.schedule(task, NAP_MILLIS, unit)
                : super.schedule(task, delay, unit);
    }
}
