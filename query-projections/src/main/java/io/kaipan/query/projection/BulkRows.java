package io.kaipan.query.projection;

import java.sql.Connection;

/**
 * The rows of a generation in the making, folded in memory over many pages of the log. Memory is bounded: beyond so many
 * rows those longest untouched are copied into their tables, and read back when an event is about them after all.
 */
public final class BulkRows implements AutoCloseable {
    /**
     * Of the heap so much is left to each row: rows take about a kilobyte, and what they fill beyond a quarter of the heap makes
     * collections of the whole heap frequent and slow.
     */
    private static final long HEAP_BYTES_A_ROW = 8_000;

    private static final int MOST_ROWS =
            (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / HEAP_BYTES_A_ROW);

    /** So much stays in memory when room is made: a little at a time, so that few rows must be read back. */
    private static final double KEPT = 0.9;

    private final Projection projection;
    private final CopiedTables tables;
    private final WrittenBehind behind;
    private final LoadedRows rows;
    private final int mostRows;

    /** @param connection of the projections, in no transaction */
    public BulkRows(Projection projection, Connection connection, int generation) {
        this(projection, connection, generation, MOST_ROWS);
    }

    /** @param mostRows held in memory before room is made */
    BulkRows(Projection projection, Connection connection, int generation, int mostRows) {
        this.projection = projection;
        this.tables = new CopiedTables(connection, generation);
        this.behind = new WrittenBehind(tables);
        this.rows = new LoadedRows(behind, false);
        this.mostRows = mostRows;
    }

    /** Reads what a page of events is about, as far as it isn't in memory. */
    public void foresee(Iterable<Recorded> page) {
        if (rows.anythingStored()) {
            Wanted wanted = new Wanted();
            page.forEach(recorded -> projection.foresee(recorded.event(), wanted));
            rows.load(wanted);
        }
    }

    /** Changes the rows by an event; leaves them as they are when that fails. */
    public void fold(Recorded recorded) {
        try {
            projection.fold(recorded, rows);
            rows.keep();
        } catch (RuntimeException e) {
            rows.takeBack();
            throw e;
        }
    }

    /** Makes room when too many rows are held. What is let go of is written while the next events are folded. */
    public void makeRoom() {
        if (rows.size() > mostRows) {
            behind.settle();
            rows.letGo((int) (KEPT * mostRows));
        }
    }

    /** Writes what is still in memory only. */
    public void write() {
        rows.write();
        behind.settle();
    }

    /** Waits for what is being written; what comes of it is told by {@link #write} only. */
    @Override
    public void close() {
        behind.close();
    }

    /** How many rows were copied so far. */
    public long copied() {
        return tables.rows();
    }
}
