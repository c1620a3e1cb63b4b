package io.kaipan.query.rebuild;

import java.util.List;

/** A way to bring events into the tables of a generation in the making. */
interface Filling extends AutoCloseable {
    /** Takes the next events. @throws RuntimeException when the rows can't be written */
    void take(List<LoggedEvent> page);

    /** Writes what isn't written yet. @throws RuntimeException when the rows can't be written */
    void finish();

    /** So many rows were written. */
    long rows();

    @Override
    default void close() {}
}
