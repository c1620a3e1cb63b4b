package io.kaipan.query.projection;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Has rows written by a thread of its own, in order, so that PostgreSQL takes them in while the next events are folded. What
 * is read is read behind all that was written before. What a table refuses is told when next something is asked of it.
 */
final class WrittenBehind implements LoadedRows.RowStore, AutoCloseable {
    private final LoadedRows.RowStore store;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("view-rows").daemon().factory());
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    /** @param store used by one thread at a time */
    WrittenBehind(LoadedRows.RowStore store) {
        this.store = store;
    }

    @Override
    public <T> List<T> byKey(Table<T> table, Collection<String> keys) {
        settle();
        return store.byKey(table, keys);
    }

    @Override
    public <T> List<T> by(Table<T> table, String column, Collection<String> values) {
        settle();
        return store.by(table, column, values);
    }

    @Override
    public <T> void write(Table<T> table, List<T> fresh, List<T> changed) {
        written = written.thenRunAsync(() -> store.write(table, fresh, changed), thread);
    }

    /** Waits until all is written. @throws DataAccessException when something could not be: no event is to blame by itself */
    void settle() {
        try {
            written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DataAccessException cause
                    ? cause
                    : new InvalidDataAccessApiUsageException("Rows can't be written", e.getCause());
        }
    }

    /** Waits for what is under way; what comes of it is nobody's concern any more. */
    @Override
    public void close() {
        written.handle((done, failure) -> done).join();
        thread.shutdown();
    }
}
