package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generations;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.lifecycle.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every second at what is to be done for the generations of views, on every node: what one node was asked for, or had
 * begun when it died, another does.
 */
@Component
class GenerationKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(GenerationKeeper.class);
    private static final long PAUSE_MILLIS = 1_000;

    private final Generations generations;
    private final ViewsAtWork views;
    private @Nullable ScheduledExecutorService looks;

    GenerationKeeper(Generations generations, ViewsAtWork views) {
        this.generations = generations;
        this.views = views;
    }

    @Override
    public synchronized void start() {
        views.arrange(generations.all());
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("view-generations").daemon().factory());
        started.scheduleWithFixedDelay(this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        looks = started;
    }

    /** Looks now. */
    synchronized void wake() {
        if (looks != null) {
            looks.execute(this::look);
        }
    }

    private void look() {
        try {
            views.arrange(generations.all());
        } catch (RuntimeException e) {
            log.warn("The generations of views can't be looked after, trying again: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        if (looks != null) {
            looks.shutdownNow();
            looks = null;
            views.rest();
        }
    }

    /** With Axon's own processors: after what they need, and before requests come in. */
    @Override
    public int getPhase() {
        return Phase.INBOUND_EVENT_CONNECTORS + 1;
    }

    @Override
    public synchronized boolean isRunning() {
        return looks != null;
    }
}
