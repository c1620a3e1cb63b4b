package io.kaipan.query.rebuild;

import io.kaipan.domain.shared.Actor;
import io.kaipan.query.generation.Generation;
import io.kaipan.query.generation.GenerationState;
import io.kaipan.query.generation.Generations;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.rebuild.RebuildRefused.Reason;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What administrators do with the generations of views. Who may, and that it is recorded, is the caller's business. */
@Component
public class Rebuilds {
    private final Generations generations;
    private final ViewsAtWork views;
    private final Switch switching;
    private final GenerationKeeper keeper;
    private final Builds builds;
    private final Comparisons comparisons;
    private final JdbcClient jdbc;
    private final Clock clock;

    Rebuilds(
            Generations generations,
            ViewsAtWork views,
            Switch switching,
            GenerationKeeper keeper,
            Builds builds,
            Comparisons comparisons,
            @Qualifier("projectionJdbc") JdbcClient jdbc,
            Clock clock) {
        this.generations = generations;
        this.views = views;
        this.switching = switching;
        this.keeper = keeper;
        this.builds = builds;
        this.comparisons = comparisons;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Has the next generation of a view built, on whichever node comes to it.
     *
     * @throws RebuildRefused VIEW_UNKNOWN or REBUILD_UNDER_WAY
     */
    public Generation rebuild(String view, Actor actor) {
        Generation asked = ask(view, actor.user());
        keeper.wake();
        return asked;
    }

    /**
     * Builds the next generation of a view on the caller's thread; afterwards it catches up.
     *
     * @throws RebuildRefused VIEW_UNKNOWN or REBUILD_UNDER_WAY
     * @throws IllegalStateException when it could not be built here; the generation says why
     */
    public Built rebuildNow(String view, String by) throws InterruptedException {
        Built built = builds.build(view, () -> ask(view, by))
                .orElseThrow(() -> new IllegalStateException(view + " could not be built on this thread"));
        keeper.wake();
        return built;
    }

    private Generation ask(String view, String by) {
        List<Generation> all = known(view);
        int number = all.getLast().number() + 1;
        try {
            jdbc.sql("""
                    INSERT INTO engine.view_generation (view, generation, state, asked_by, asked_at)
                    VALUES (:view, :generation, 'BUILDING', :by, :at)""")
                    .param("view", view)
                    .param("generation", number)
                    .param("by", by)
                    .param("at", Conditions.at(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new RebuildRefused(Reason.REBUILD_UNDER_WAY);
        }
        generations.several(view);
        return one(generations.of(view), generation -> generation.number() == number, Reason.NO_REBUILD);
    }

    /**
     * Makes the generation that was built last the one that is read. The one before follows the log on, so that it can be
     * switched back in.
     *
     * @param acceptParked whether it may have parked events that the present one could handle
     * @throws RebuildRefused VIEW_UNKNOWN, NO_REBUILD, NOT_CAUGHT_UP, EVENTS_PARKED or VIEW_BUSY
     */
    public Generation switchOver(String view, boolean acceptParked) {
        Generation next = one(known(view), generation -> generation.state().isUnderWay(), Reason.NO_REBUILD);
        if (next.state() == GenerationState.BUILDING) {
            throw stillBuilding(next);
        }
        return switchTo(next, acceptParked);
    }

    private static RebuildRefused stillBuilding(Generation generation) {
        Generation.Bulk bulk = generation.bulk();
        return new RebuildRefused(Reason.NOT_CAUGHT_UP)
                .with("behind", bulk == null ? "?" : bulk.logEnd() - bulk.readTo());
    }

    /**
     * Makes the generation that was read before the one that is read again.
     *
     * @throws RebuildRefused VIEW_UNKNOWN, NOTHING_TO_SWITCH_BACK, NOT_CAUGHT_UP, EVENTS_PARKED or VIEW_BUSY
     */
    public Generation switchBack(String view, boolean acceptParked) {
        return switchTo(retired(view), acceptParked);
    }

    private Generation switchTo(Generation next, boolean acceptParked) {
        Generation live = one(
                generations.of(next.view()),
                generation -> generation.state() == GenerationState.LIVE,
                Reason.VIEW_UNKNOWN);
        switching.to(next, live, views.projection(next.view()), acceptParked);
        return now(next);
    }

    /**
     * Compares the generation that catches up, or else the one that was read before, with the one that is read, row by row.
     * That takes its time: what came of it stands in {@link Generations#comparison}.
     *
     * @throws RebuildRefused VIEW_UNKNOWN, NO_REBUILD when there is none to compare, or NOT_CAUGHT_UP while it is built
     */
    public Generation compare(String view) {
        List<Generation> all = known(view);
        Generation live = one(all, generation -> generation.state() == GenerationState.LIVE, Reason.VIEW_UNKNOWN);
        Generation other = all.stream()
                .filter(generation -> generation.state().isUnderWay())
                .findFirst()
                .or(() -> all.stream()
                        .filter(generation -> generation.state() == GenerationState.RETIRED)
                        .reduce((a, b) -> b))
                .orElseThrow(() -> new RebuildRefused(Reason.NO_REBUILD));
        if (other.state() == GenerationState.BUILDING) {
            throw stillBuilding(other);
        }
        comparisons.ask(live, other);
        keeper.wake();
        return other;
    }

    /**
     * Drops the generation that was read before; it can't be switched back in any more.
     *
     * @throws RebuildRefused VIEW_UNKNOWN or NOTHING_TO_SWITCH_BACK
     */
    public Generation drop(String view) {
        return end(retired(view), GenerationState.DROPPED, Reason.NOTHING_TO_SWITCH_BACK);
    }

    /**
     * Gives up the generation that is being built, or catches up.
     *
     * @throws RebuildRefused VIEW_UNKNOWN or NO_REBUILD
     */
    public Generation cancel(String view) {
        Generation underWay = one(known(view), generation -> generation.state().isUnderWay(), Reason.NO_REBUILD);
        return end(underWay, GenerationState.CANCELLED, Reason.NO_REBUILD);
    }

    private Generation end(Generation generation, GenerationState how, Reason refusal) {
        int ended = jdbc.sql("""
                UPDATE engine.view_generation SET state = :how, ended_at = :now
                WHERE view = :view AND generation = :generation
                    AND state IN ('BUILDING', 'CATCHING_UP', 'RETIRED')""")
                .param("how", how.name())
                .param("now", Conditions.at(clock.instant()))
                .param("view", generation.view())
                .param("generation", generation.number())
                .update();
        if (ended == 0) {
            throw new RebuildRefused(refusal);
        }
        keeper.wake();
        return now(generation);
    }

    /** How many events a generation has parked. Those of one that is dropped or cancelled go with it, moments later. */
    public long parked(Generation generation) {
        return jdbc.sql("SELECT count(*) FROM engine.dead_letter_entry WHERE processing_group = :group")
                .param("group", generation.group())
                .query(Long.class)
                .single();
    }

    private Generation retired(String view) {
        return known(view).stream()
                .filter(generation -> generation.state() == GenerationState.RETIRED)
                .max(Comparator.comparing(Generation::liveSince, Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElseThrow(() -> new RebuildRefused(Reason.NOTHING_TO_SWITCH_BACK));
    }

    private Generation now(Generation generation) {
        return one(
                generations.of(generation.view()), other -> other.number() == generation.number(), Reason.NO_REBUILD);
    }

    private List<Generation> known(String view) {
        List<Generation> all = generations.of(view);
        if (all.isEmpty() || !views.knows(view)) {
            throw new RebuildRefused(Reason.VIEW_UNKNOWN);
        }
        return all;
    }

    private static Generation one(List<Generation> all, Predicate<Generation> wanted, Reason otherwise) {
        return all.stream().filter(wanted).findFirst().orElseThrow(() -> new RebuildRefused(otherwise));
    }
}
