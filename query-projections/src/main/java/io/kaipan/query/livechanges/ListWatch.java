package io.kaipan.query.livechanges;

import io.kaipan.query.paging.PageRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;

/**
 * One watcher of a list. Changed ids add up until the watcher wants more; then they are read once, at most every
 * {@link #PAUSE}. Too many of them become a snapshot, so that what is kept for a watcher is bounded.
 */
final class ListWatch<I, R> implements ChangeFeed.Listener {
    static final Duration PAUSE = Duration.ofMillis(100);
    static final int MOST_CHANGES = PageRequest.MAX_SIZE;

    /** Rows that the watcher has been shown, to be told when one leaves the list. */
    static final int MOST_SHOWN = 10 * PageRequest.MAX_SIZE;

    private static final Logger LOG = LoggerFactory.getLogger(ListWatch.class);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    private final WatchedList<I, R> list;
    private final Function<String, I> id;
    private final LongSupplier position;
    private final Scheduler scheduler;
    private final FluxSink<ListUpdate<I, R>> sink;

    // guarded by this
    private final Set<I> changed = new LinkedHashSet<>();
    private boolean snapshotDue = true;
    private boolean busy;

    /** Touched by one step at a time only. */
    private final Set<I> shown = new HashSet<>();

    ListWatch(
            WatchedList<I, R> list,
            Function<String, I> id,
            LongSupplier position,
            Scheduler scheduler,
            FluxSink<ListUpdate<I, R>> sink) {
        this.list = list;
        this.id = id;
        this.position = position;
        this.scheduler = scheduler;
        this.sink = sink;
    }

    @Override
    public void changed(Set<String> ids) {
        synchronized (this) {
            if (!snapshotDue) {
                ids.forEach(each -> changed.add(id.apply(each)));
                snapshotDue = changed.size() > MOST_CHANGES;
            }
        }
        serve();
    }

    @Override
    public void lost() {
        synchronized (this) {
            snapshotDue = true;
        }
        serve();
    }

    /** Reads and tells what is due, if the watcher wants it; not while that is already being done. */
    void serve() {
        synchronized (this) {
            boolean due = snapshotDue || !changed.isEmpty();
            if (busy || !due || sink.isCancelled() || sink.requestedFromDownstream() == 0) {
                return;
            }
            busy = true;
        }
        scheduler.schedule(this::step);
    }

    private void step() {
        Duration pause = PAUSE;
        try {
            tell(take());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("A live list can't be read, trying again: {}", e.getMessage());
            lost();
            pause = PAUSE_AFTER_ERROR;
        } catch (RuntimeException e) {
            sink.error(e);
        }
        if (!sink.isCancelled()) {
            scheduler.schedule(this::rest, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void rest() {
        synchronized (this) {
            busy = false;
        }
        serve();
    }

    /** The ids to read; null for a snapshot. */
    private synchronized @Nullable Set<I> take() {
        Set<I> ids = snapshotDue ? null : Set.copyOf(changed);
        changed.clear();
        snapshotDue = false;
        return ids;
    }

    private void tell(@Nullable Set<I> ids) {
        ListUpdate<I, R> update = ids == null || shown.size() > MOST_SHOWN ? snapshot() : changes(ids);
        if (update.snapshot()) {
            shown.clear();
        }
        update.rows().forEach(row -> shown.add(list.idOf(row)));
        update.gone().forEach(shown::remove);
        if (update.snapshot() || !update.rows().isEmpty() || !update.gone().isEmpty()) {
            sink.next(update);
        }
    }

    private ListUpdate<I, R> snapshot() {
        long reached = position.getAsLong();
        return new ListUpdate<>(true, list.first(), List.of(), reached);
    }

    /** Only of what the watcher knows they are told that it is gone. */
    private ListUpdate<I, R> changes(Set<I> ids) {
        long reached = position.getAsLong();
        Set<I> wanted = list.only().isEmpty()
                ? ids
                : ids.stream().filter(list.only()::contains).collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return new ListUpdate<>(false, List.of(), List.of(), reached);
        }
        List<R> rows = list.among(wanted);
        Set<I> here = rows.stream().map(list::idOf).collect(Collectors.toSet());
        List<I> gone = wanted.stream()
                .filter(each -> shown.contains(each) && !here.contains(each))
                .toList();
        return new ListUpdate<>(false, rows, gone, reached);
    }
}
