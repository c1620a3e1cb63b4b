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
import java.util.function.Supplier;
import org.axonframework.lifecycle.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every second at what is to be done for the generations of views, on every node: what one node was asked for, or had
 * begun when it died, another does. Builds go one after the other, and beside them comparisons.
 */
@Component
class GenerationKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(GenerationKeeper.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long LONGEST_END_SECONDS = 5;

    private final Generations generations;
    private final ViewsAtWork views;
    private final Builds builds;
    private final Comparisons comparisons;
    private final Cleaning cleaning;
    private final Set<Object> inHand = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService looks;
    private @Nullable ExecutorService building;
    private @Nullable ExecutorService comparing;

    GenerationKeeper(
            Generations generations, ViewsAtWork views, Builds builds, Comparisons comparisons, Cleaning cleaning) {
        this.generations = generations;
        this.views = views;
        this.builds = builds;
        this.comparisons = comparisons;
        this.cleaning = cleaning;
    }

    @Override
    public synchronized void start() {
        views.arrange(generations.all());
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("view-generations").daemon().factory());
        building = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("view-builds").daemon().factory());
        comparing = Executors.newSingleThreadExecutor(
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

    private void look() {
        try {
            List<Generation> all = generations.all();
            views.arrange(all);
            cleaning.clean(all);
            all.stream()
                    .filter(generation -> generation.state() == GenerationState.BUILDING)
                    .forEach(generation ->
                            take(() -> building, generation.view(), generation.group(), () -> build(generation)));
            comparisons.asked().forEach(asked -> take(() -> comparing, asked.view(), asked, () -> compare(asked)));
        } catch (RuntimeException e) {
            log.warn("The generations of views can't be looked after, trying again: {}", e.getMessage());
        }
    }

    /** Has something done, unless it is in hand already. */
    private synchronized void take(
            Supplier<@Nullable ExecutorService> worker, String view, Object what, Runnable deed) {
        ExecutorService by = worker.get();
        if (by != null && views.knows(view) && inHand.add(what)) {
            by.execute(() -> {
                try {
                    deed.run();
                } finally {
                    inHand.remove(what);
                }
            });
        }
    }

    private void build(Generation generation) {
        try {
            if (builds.build(generation).isPresent()) {
                wake();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compare(Comparisons.Asked asked) {
        comparisons.compare(asked, views.projection(asked.view()));
    }

    @Override
    public void stop() {
        ScheduledExecutorService looking;
        ExecutorService working;
        synchronized (this) {
            looking = looks;
            working = building;
            looks = null;
            building = null;
            if (comparing != null) {
                comparing.shutdownNow();
                comparing = null;
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
