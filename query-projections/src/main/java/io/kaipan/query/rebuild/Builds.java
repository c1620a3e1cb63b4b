package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.StoreErrors;
import io.kaipan.query.projection.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds generations. What a dead node had begun is begun anew: the bulk of the log takes seconds, not hours. */
@Component
class Builds {
    private static final Logger log = LoggerFactory.getLogger(Builds.class);

    private final ViewsAtWork views;
    private final ViewProcessors processors;
    private final EventLog events;
    private final DataSource projection;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Builds(
            ViewsAtWork views,
            ViewProcessors processors,
            EventLog events,
            @Qualifier("projectionDataSource") DataSource projection,
            @Qualifier("projectionTransactionManager") PlatformTransactionManager transactions,
            Clock clock) {
        this.views = views;
        this.processors = processors;
        this.events = events;
        this.projection = projection;
        this.jdbc = JdbcClient.create(projection);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Builds a generation that is to be built, unless another node is at it. Afterwards it is catching up, or has failed.
     *
     * @return empty when another node builds, or the generation was given up, or the store is out of reach for the moment
     */
    Optional<Built> build(Generation generation) throws InterruptedException {
        try (ViewLock lock = ViewLock.tryFor(ViewLock.Purpose.VIEW, generation.view(), projection)
                .orElse(null)) {
            return lock == null ? Optional.empty() : build(generation, lock);
        } catch (DataAccessException e) {
            if (!StoreErrors.isPassing(e)) {
                throw e;
            }
            later(generation, e);
            return Optional.empty();
        }
    }

    /**
     * Asks for a generation and builds it, so that no other thread or node comes in between.
     *
     * @return empty when another node works on the view, or as above
     */
    Optional<Built> build(String view, Supplier<Generation> asking) throws InterruptedException {
        try (ViewLock lock =
                ViewLock.tryFor(ViewLock.Purpose.VIEW, view, projection).orElse(null)) {
            return lock == null ? Optional.empty() : build(asking.get(), lock);
        }
    }

    private Optional<Built> build(Generation generation, ViewLock lock) throws InterruptedException {
        try {
            return isWanted(generation) ? Optional.of(filled(generation, lock)) : Optional.empty();
        } catch (BuildStopped e) {
            log.info("{}: given up", e.getMessage());
        } catch (RuntimeException e) {
            if (StoreErrors.isPassing(e)) {
                later(generation, e);
            } else {
                fail(generation, e);
            }
        }
        return Optional.empty();
    }

    private static void later(Generation generation, RuntimeException cause) {
        log.warn("{} can't be built for the moment: {}", generation.group(), cause.getMessage());
    }

    private boolean isWanted(Generation generation) {
        return jdbc.sql("""
                SELECT count(*) FROM engine.view_generation
                WHERE view = :view AND generation = :generation AND state = 'BUILDING'""")
                        .param("view", generation.view())
                        .param("generation", generation.number())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Built filled(Generation generation, ViewLock lock) throws InterruptedException {
        Projection view = views.projection(generation.view());
        long end = events.settledEnd();
        Connection connection = connection();
        try {
            Built built;
            try {
                built = begun(generation, view, end, lock, connection).inBulk(end);
            } catch (DataAccessException e) {
                if (!StoreErrors.isRefusal(e)) {
                    throw e;
                }
                log.warn(
                        "{}: a table refuses a row ({}). It is built anew page by page, to find the event to blame",
                        generation.group(),
                        Failure.told(e));
                built = begun(generation, view, end, lock, connection).carefully(end);
            }
            finish(generation, built, end);
            log.info(
                    "{} is built: {} events in {} ms ({} a second), {} rows, {} events parked; it catches up now",
                    generation.group(),
                    built.events(),
                    built.took().toMillis(),
                    Math.round(built.rate()),
                    built.rows(),
                    built.parked());
            return built;
        } finally {
            JdbcUtils.closeConnection(connection);
        }
    }

    private Build begun(Generation generation, Projection view, long end, ViewLock lock, Connection connection) {
        begin(generation, view, end);
        log.info("{} is built from the log up to position {}", generation.group(), end);
        return new Build(
                generation,
                view,
                events,
                processors.parking(generation.view(), generation.group()),
                new BuildProgress(generation, end, lock.jdbc()),
                connection);
    }

    private Connection connection() {
        try {
            return projection.getConnection();
        } catch (SQLException e) {
            throw new NonTransientDataAccessResourceException("No connection to build with", e);
        }
    }

    /** Empty tables, and nothing left of an earlier try. */
    private void begin(Generation generation, Projection view, long end) {
        transaction.executeWithoutResult(status -> {
            for (Table<?> table : view.tables()) {
                jdbc.sql("SELECT view.create_generation(:table, :generation)")
                        .param("table", table.name())
                        .param("generation", generation.number())
                        .query(row -> {});
            }
            Remains.clear(jdbc, generation);
            update(
                    generation,
                    jdbc.sql("""
                    UPDATE engine.view_generation
                    SET started_at = :now, log_end = :end, read_to = 0, events = 0, rows = 0, parked = 0
                    WHERE view = :view AND generation = :generation AND state = 'BUILDING'""").param("now", Conditions.at(clock.instant())).param("end", end));
        });
    }

    /** Lets it catch up from where the bulk ended. */
    private void finish(Generation generation, Built built, long end) {
        transaction.executeWithoutResult(status -> {
            processors.beginAfter(generation.group(), events.tokenAt(end));
            update(
                    generation,
                    jdbc.sql("""
                    UPDATE engine.view_generation
                    SET state = 'CATCHING_UP', built_at = :now, read_to = :end, events = :events, rows = :rows,
                        parked = :parked
                    WHERE view = :view AND generation = :generation AND state = 'BUILDING'""")
                            .param("now", Conditions.at(clock.instant()))
                            .param("end", end)
                            .param("events", built.events())
                            .param("rows", built.rows())
                            .param("parked", built.parked()));
        });
    }

    private static void update(Generation generation, JdbcClient.StatementSpec update) {
        int wanted = update.param("view", generation.view())
                .param("generation", generation.number())
                .update();
        if (wanted == 0) {
            throw new BuildStopped(generation);
        }
    }

    private void fail(Generation generation, RuntimeException cause) {
        log.error("{} can't be built: {}", generation.group(), cause.getMessage());
        log.debug("The whole error", cause);
        try {
            jdbc.sql("""
                    UPDATE engine.view_generation SET state = 'FAILED', ended_at = :now, failure = :failure
                    WHERE view = :view AND generation = :generation AND state = 'BUILDING'""")
                    .param("now", Conditions.at(clock.instant()))
                    .param("failure", Failure.told(cause))
                    .param("view", generation.view())
                    .param("generation", generation.number())
                    .update();
        } catch (DataAccessException e) {
            log.warn("That {} failed can't be written down, it is tried again: {}", generation.group(), e.getMessage());
        }
    }
}
