package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import io.kaipan.query.projection.BulkRows;
import io.kaipan.query.projection.DirectRows;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Table;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Fills one generation of a view with the log as it stands, so that little is left to catch up. */
final class Build {
    private final Generation generation;
    private final Projection projection;
    private final EventLog events;
    private final BuildProgress progress;
    private final ParkedInBuild parked;
    private final Connection connection;
    private final JdbcClient jdbc;

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
        this.progress = progress;
        this.parked = new ParkedInBuild(generation, parking);
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /**
     * Reads the log up to where it ends now, and writes the rows at the end.
     *
     * @throws BuildStopped when the generation is given up meanwhile
     * @throws RuntimeException when the log can't be read, or the rows can't be written
     */
    Built inBulk(long end) throws InterruptedException {
        return run(end, new BulkFilling(new BulkRows(projection, connection, generation.number()), parked));
    }

    /**
     * The same for tables that refuse a row, page by page: the event whose row it is is parked. The indexes are there before
     * the rows, because they refuse some too.
     */
    Built carefully(long end) throws InterruptedException {
        writeIndexes();
        return run(end, new CarefulFilling(new DirectRows(projection, connection, generation.number()), parked));
    }

    private Built run(long end, Filling filling) throws InterruptedException {
        long begun = System.nanoTime();
        long read = 0;
        try (filling;
                EventLog.Pages pages = events.read(projection::follows, end)) {
            for (List<LoggedEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                filling.take(page);
                read += page.size();
                progress.readTo(page.getLast().position(), read, parked.count());
            }
            filling.finish();
        }
        writeIndexes();
        return new Built(read, filling.rows(), parked.count(), Duration.ofNanos(System.nanoTime() - begun));
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
