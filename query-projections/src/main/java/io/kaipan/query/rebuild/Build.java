package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import io.kaipan.query.projection.BulkRows;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Fills one generation of a view with the log as it stands, so that little is left to catch up. */
final class Build {
    private static final Logger log = LoggerFactory.getLogger(Build.class);

    private final Generation generation;
    private final Projection projection;
    private final EventLog events;
    private final Parking parking;
    private final BuildProgress progress;
    private final BulkRows rows;
    private final JdbcClient jdbc;
    private long parked;

    /** @param connection for the rows, in no transaction */
    Build(
            Generation generation,
            Projection projection,
            EventLog events,
            Parking parking,
            BuildProgress progress,
            Connection connection) {
        this.generation = generation;
        this.projection = projection;
        this.events = events;
        this.parking = parking;
        this.progress = progress;
        this.rows = new BulkRows(projection, connection, generation.number());
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /**
     * Reads the log up to where it ends now.
     *
     * @throws BuildStopped when the generation is given up meanwhile
     * @throws RuntimeException when the log can't be read, or the rows can't be written
     */
    Built run(long end) throws InterruptedException {
        long begun = System.nanoTime();
        long read = 0;
        try (EventLog.Pages pages = events.read(projection::follows, end)) {
            for (List<LoggedEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                fold(page);
                rows.makeRoom();
                read += page.size();
                progress.readTo(page.getLast().position(), read, parked);
            }
        }
        rows.write();
        writeIndexes();
        return new Built(read, rows.copied(), parked, Duration.ofNanos(System.nanoTime() - begun));
    }

    private void fold(List<LoggedEvent> page) {
        rows.foresee(() -> page.stream().map(LoggedEvent::recorded).iterator());
        for (LoggedEvent event : page) {
            if (parking.isBehindAnother(event)) {
                park(event, null);
            } else {
                fold(event);
            }
        }
    }

    private void fold(LoggedEvent event) {
        Recorded recorded = event.recorded();
        try {
            rows.fold(recorded);
        } catch (DataAccessException storeFailed) {
            throw storeFailed;
        } catch (RuntimeException e) {
            log.error(
                    "{} can't handle the event at {} ({}) and parks it: {}",
                    generation.group(),
                    event.position(),
                    recorded.event().getClass().getSimpleName(),
                    e.getClass().getSimpleName());
            park(event, e);
        }
    }

    private void park(LoggedEvent event, @Nullable RuntimeException cause) {
        parking.park(event, cause);
        parked++;
    }

    /** Gives the tables the indexes that readers want, and PostgreSQL the figures it plans by. */
    private void writeIndexes() {
        for (Table<?> table : projection.tables()) {
            jdbc.sql("SELECT view.index_generation(:table, :generation)")
                    .param("table", table.name())
                    .param("generation", generation.number())
                    .query(row -> {});
        }
    }
}
