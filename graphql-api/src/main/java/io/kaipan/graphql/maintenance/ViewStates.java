package io.kaipan.graphql.maintenance;

import io.kaipan.query.generation.Comparison;
import io.kaipan.query.generation.Generation;
import io.kaipan.query.generation.GenerationState;
import io.kaipan.query.generation.Generations;
import io.kaipan.query.rebuild.EventLog;
import io.kaipan.query.viewposition.ViewPositions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Views and their generations as the schema shows them. */
@Component
class ViewStates {
    /** How often watchers look whether a rebuild has come further. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Generations generations;
    private final ViewPositions positions;
    private final EventLog log;
    private final Clock clock;

    ViewStates(Generations generations, ViewPositions positions, EventLog log, Clock clock) {
        this.generations = generations;
        this.positions = positions;
        this.log = log;
        this.clock = clock;
    }

    /** A view. @param live the number of the generation that is read */
    record State(String name, int live, @Nullable Long position, List<Part> generations) {}

    /** A generation. */
    record Part(
            Generation generation,
            int number,
            GenerationState state,
            @Nullable String askedBy,
            @Nullable Instant askedAt,
            @Nullable Progress progress,
            @Nullable Long position,
            @Nullable Long behind,
            @Nullable Instant liveSince,
            @Nullable Instant endedAt,
            @Nullable String failure) {}

    /** The bulk of the log. */
    record Progress(
            Instant startedAt,
            @Nullable Instant builtAt,
            long readTo,
            long logEnd,
            int events,
            int eventsPerSecond,
            @Nullable Integer secondsLeft,
            int rows,
            int parked) {}

    List<State> all() {
        long end = log.end();
        Map<String, List<Generation>> views = generations.all().stream()
                .collect(Collectors.groupingBy(Generation::view, TreeMap::new, Collectors.toList()));
        return views.values().stream().map(view -> state(view, end)).toList();
    }

    Optional<State> find(String view) {
        List<Generation> all = generations.of(view);
        return all.isEmpty() ? Optional.empty() : Optional.of(state(all, log.end()));
    }

    /** A view, first as it stands, then whenever its generations have come further; empty when there is none. */
    Flux<State> watch(String view) {
        return Flux.interval(Duration.ZERO, LOOK, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .map(tick -> find(view))
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .distinctUntilChanged();
    }

    Optional<Comparison> comparison(Part part) {
        return generations.comparison(part.generation());
    }

    private State state(List<Generation> all, long end) {
        Generation live = all.stream()
                .filter(generation -> generation.state() == GenerationState.LIVE)
                .findFirst()
                .orElseThrow();
        List<Part> parts = new ArrayList<>();
        all.stream()
                .sorted(Comparator.comparing(Generation::number).reversed())
                .map(generation -> part(generation, end))
                .forEach(parts::add);
        return new State(live.view(), live.number(), position(live), parts);
    }

    private Part part(Generation generation, long end) {
        Generation.Asking asking = generation.asking();
        Generation.Bulk bulk = generation.bulk();
        @Nullable Long position = generation.state().follows() ? position(generation) : null;
        long readTo = position != null ? position : bulk == null ? 0 : bulk.readTo();
        return new Part(
                generation,
                generation.number(),
                generation.state(),
                asking == null ? null : asking.by(),
                asking == null ? null : asking.at(),
                bulk == null ? null : progress(generation, bulk),
                position,
                generation.endedAt() == null ? Math.max(0, end - readTo) : null,
                generation.liveSince(),
                generation.endedAt(),
                generation.failure());
    }

    private @Nullable Long position(Generation generation) {
        OptionalLong position = positions.positionOf(generation.group());
        return position.isPresent() ? position.getAsLong() : null;
    }

    private Progress progress(Generation generation, Generation.Bulk bulk) {
        Instant until = bulk.builtAt() == null ? clock.instant() : bulk.builtAt();
        double seconds =
                Math.max(0.001, Duration.between(bulk.startedAt(), until).toMillis() / 1_000.0);
        boolean building = generation.state() == GenerationState.BUILDING && bulk.readTo() > 0;
        return new Progress(
                bulk.startedAt(),
                bulk.builtAt(),
                bulk.readTo(),
                bulk.logEnd(),
                Math.toIntExact(bulk.events()),
                (int) Math.round(bulk.events() / seconds),
                building ? (int) Math.ceil(seconds * (bulk.logEnd() - bulk.readTo()) / bulk.readTo()) : null,
                Math.toIntExact(bulk.rows()),
                Math.toIntExact(bulk.parked()));
    }
}
