package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import io.kaipan.query.generation.GenerationState;
import io.kaipan.query.generation.Generations;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
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
 * begun when it died, another does. Builds go one after the other.
 */
@Component
class GenerationKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(GenerationKeeper.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long LONGEST_END_SECONDS = 5;

    private final Generations generations;
    private final ViewsAtWork views;
    private final Builds builds;
    private final Cleaning cleaning;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService looks;
    private @Nullable ExecutorService work;
    private @Nullable ExecutorService comparisons;

    GenerationKeeper(Generations generations, ViewsAtWork views, Builds builds, Cleaning cleaning) {
        this.generations = generations;
        this.views = views;
        this.builds = builds;
        this.cleaning = cleaning;
    }

    @Override
    public synchronized void start() {
        views.arrange(generations.all());
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("view-generations").daemon().factory());
        work = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("view-builds").daemon().factory());
        comparisons = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("view-comparisons").daemon().factory());
        looks = started;
        started.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks now. */
    synchronized void wake() {
        if (looks != null) {
            looks.execute(this::look);
        }
    }

    /** Does a piece of work apart from builds, which may take long. */
    synchronized void compare(Runnable comparison) {
        if (comparisons != null) {
            comparisons.execute(comparison);
        }
    }

    private void look() {
        try {
            List<Generation> all = generations.all();
            views.arrange(all);
            cleaning.clean(all);
            all.stream()
                    .filter(generation -> generation.state() == GenerationState.BUILDING)
                    .forEach(this::take);
        } catch (RuntimeException e) {
            log.warn("The generations of views can't be looked after, trying again: {}", e.getMessage());
        }
    }

    private synchronized void take(Generation generation) {
        if (work != null && views.knows(generation.view()) && taken.add(generation.group())) {
            work.execute(() -> build(generation));
        }
    }

    private void build(Generation generation) {
        try {
            if (builds.build(generation).isPresent()) {
                wake();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            taken.remove(generation.group());
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService looking;
        ExecutorService working;
        synchronized (this) {
            looking = looks;
            working = work;
            looks = null;
            work = null;
            if (comparisons != null) {
                comparisons.shutdownNow();
                comparisons = null;
            }
        }
        if (looking != null && working != null) {
            looking.shutdownNow();
            working.shutdownNow();
            try {
                if (!working.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                    log.info("What is being built here is left unfinished; it is begun anew");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
