package io.kaipan.query.projection;

import java.sql.Connection;
import java.util.List;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of a generation in the making, written with the events that change them: slower than {@link BulkRows}, but what
 * is refused is known to be of these events.
 */
public final class DirectRows {
    private final Projection projection;
    private final CopiedTables tables;
    private final TransactionTemplate transaction;
    private long copied;

    /** @param connection of the projections, in no transaction */
    public DirectRows(Projection projection, Connection connection, int generation) {
        this.projection = projection;
        this.tables = new CopiedTables(connection, generation);
        this.transaction = new TransactionTemplate(
                new DataSourceTransactionManager(new SingleConnectionDataSource(connection, true)));
    }

    /**
     * Changes the rows by some events.
     *
     * @throws RuntimeException when one can't be handled, or the tables refuse a row; none has changed anything then
     */
    public void take(List<Recorded> events) {
        LoadedRows rows = new LoadedRows(tables, true);
        Wanted wanted = new Wanted();
        events.forEach(recorded -> projection.foresee(recorded.event(), wanted));
        rows.load(wanted);
        events.forEach(recorded -> {
            projection.fold(recorded, rows);
            rows.keep();
        });
        long before = tables.rows();
        transaction.executeWithoutResult(status -> rows.write());
        copied += tables.rows() - before;
    }

    /** How many rows were written anew. */
    public long copied() {
        return copied;
    }
}
