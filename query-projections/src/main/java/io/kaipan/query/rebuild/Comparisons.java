package io.kaipan.query.rebuild;

import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.query.generation.Comparison;
import io.kaipan.query.generation.Comparison.Difference;
import io.kaipan.query.generation.Generation;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.StoreErrors;
import io.kaipan.query.projection.Table;
import io.kaipan.query.viewposition.CommittedPositions;
import io.kaipan.query.viewposition.ViewPositions;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares generations while both follow the log. Rows that differ only because one is some events ahead are told from those
 * that really do: they are looked at again when both have come further. As with builds the row that asks for it is the whole
 * order, and what a dead node had begun another begins anew.
 */
@Component
class Comparisons {
    /** So many rows that differ are looked at again; of more, one is not ahead of the other but wrong. */
    static final int MOST_DIFFERENT = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Comparisons.class);
    private static final int LOOKS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final DataSource projection;
    private final PersonalDataVault vault;
    private final JdbcClient jdbc;
    private final ViewPositions positions;
    private final CommittedPositions committed;
    private final TransactionTemplate transaction;
    private final TransactionTemplate snapshot;
    private final Clock clock;

    Comparisons(
            @Qualifier("projectionDataSource") DataSource projection,
            PersonalDataVault vault,
            ViewPositions positions,
            CommittedPositions committed,
            @Qualifier("projectionTransactionManager") PlatformTransactionManager transactions,
            Clock clock) {
        this.projection = projection;
        this.vault = vault;
        this.jdbc = JdbcClient.create(projection);
        this.positions = positions;
        this.committed = committed;
        this.transaction = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** Asks for a comparison, in the place of an earlier one. */
    void ask(Generation live, Generation other) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM engine.view_comparison WHERE view = :view AND generation = :generation")
                    .param("view", other.view())
                    .param("generation", other.number())
                    .update();
            jdbc.sql("""
                    INSERT INTO engine.view_comparison (view, generation, compared, started_at)
                    VALUES (:view, :generation, :compared, :now)""")
                    .param("view", other.view())
                    .param("generation", other.number())
                    .param("compared", live.number())
                    .param("now", Conditions.at(clock.instant()))
                    .update();
        });
    }

    /** A comparison that was asked for and has not ended. */
    record Asked(String view, int other, int live, OffsetDateTime at) {
        /** The generation that is compared. */
        String otherGroup() {
            return Generation.group(view, other);
        }

        /** The generation that was read when it was asked for. */
        String liveGroup() {
            return Generation.group(view, live);
        }
    }

    /** What is to be compared, or is being compared at this moment. */
    List<Asked> asked() {
        return jdbc.sql("SELECT view, generation, compared, started_at FROM engine.view_comparison"
                        + " WHERE ended_at IS NULL ORDER BY started_at")
                .query((row, number) -> new Asked(
                        row.getString("view"),
                        row.getInt("generation"),
                        row.getInt("compared"),
                        row.getObject("started_at", OffsetDateTime.class)))
                .list();
    }

    /** Compares, and writes down what came of it; does nothing while another node is at it. */
    void compare(Asked asked, Projection view) {
        try (ViewLock lock = ViewLock.tryFor(ViewLock.Purpose.COMPARISON, asked.view(), projection)
                .orElse(null)) {
            if (lock != null && asked().contains(asked)) {
                carryOut(asked, view);
            }
        } catch (DataAccessException e) {
            log.warn("{} can't be compared for the moment: {}", asked.view(), Failure.told(e));
        }
    }

    private void carryOut(Asked asked, Projection view) {
        try {
            Comparing.Found found = found(asked, view);
            end(asked, found, null);
            log.info(
                    "{} compared with {}: {} rows, {} different",
                    asked.otherGroup(),
                    asked.liveGroup(),
                    found.rows(),
                    found.different().size());
        } catch (RuntimeException e) {
            if (StoreErrors.isPassing(e)) {
                throw e;
            }
            log.error("{} can't be compared with {}: {}", asked.otherGroup(), asked.liveGroup(), Failure.told(e));
            log.debug("The whole error", e);
            end(asked, new Comparing.Found(0, List.of()), Failure.told(e));
        }
    }

    private Comparing.Found found(Asked asked, Projection view) {
        long rows = 0;
        List<Difference> different = new ArrayList<>();
        for (Table<?> table : view.tables()) {
            Comparing.Found found = inSnapshot(() -> comparing(table, asked).all(MOST_DIFFERENT));
            rows += found.rows();
            List<Difference> some = found.different();
            for (int look = 0; look < LOOKS && !some.isEmpty() && some.size() < MOST_DIFFERENT; look++) {
                List<Difference> before = some;
                awaitBoth(asked.liveGroup(), asked.otherGroup());
                some = inSnapshot(() -> comparing(table, asked).again(before)).different();
            }
            different.addAll(some);
        }
        return new Comparing.Found(rows, different);
    }

    private Comparing comparing(Table<?> table, Asked asked) {
        return new Comparing(new JdbcTemplate(projection), vault, asked.view(), table, asked.live(), asked.other());
    }

    private Comparing.Found inSnapshot(Supplier<Comparing.Found> look) {
        return Objects.requireNonNull(snapshot.execute(status -> look.get()));
    }

    /** Waits until each has come to where the other was. */
    private void awaitBoth(String one, String another) {
        List<@Nullable TrackingToken> far = positions.tokens(one);
        List<@Nullable TrackingToken> alsoFar = positions.tokens(another);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline
                && !(StoredTokens.covers(positions.tokens(another), far, committed)
                        && StoredTokens.covers(positions.tokens(one), alsoFar, committed))) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void end(Asked asked, Comparing.Found found, @Nullable String failure) {
        transaction.executeWithoutResult(status -> {
            int awaited = jdbc.sql("""
                    UPDATE engine.view_comparison
                    SET ended_at = :now, rows = :rows, different = :different, failure = :failure
                    WHERE view = :view AND generation = :generation AND started_at = :asked AND ended_at IS NULL""")
                    .param("now", Conditions.at(clock.instant()))
                    .param("rows", found.rows())
                    .param("different", found.different().size())
                    .param("failure", failure)
                    .param("view", asked.view())
                    .param("generation", asked.other())
                    .param("asked", asked.at())
                    .update();
            for (int place = 0;
                    awaited > 0
                            && place
                                    < Math.min(
                                            Comparison.MOST_LISTED,
                                            found.different().size());
                    place++) {
                Difference difference = found.different().get(place);
                jdbc.sql("""
                        INSERT INTO engine.view_difference (view, generation, place, table_name, key, kind, columns)
                        VALUES (:view, :generation, :place, :table, :key, :kind, :columns)""")
                        .param("view", asked.view())
                        .param("generation", asked.other())
                        .param("place", place)
                        .param("table", difference.table())
                        .param("key", Conditions.texts(difference.key()))
                        .param("kind", difference.kind().name())
                        .param("columns", Conditions.texts(difference.columns()))
                        .update();
            }
        });
    }
}
