package io.kaipan.query.leadlist;

import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.livechanges.ChangeFeed;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.viewposition.ViewPositions;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
final class LeadWatch implements ChangeFeed.Listener {
    static final Duration PAUSE = Duration.ofMillis(100);
    static final int MOST_CHANGES = PageRequest.MAX_SIZE;

    /** Leads that the watcher has been shown, to be told when one leaves the list. */
    static final int MOST_SHOWN = 10 * PageRequest.MAX_SIZE;

    private static final Logger LOG = LoggerFactory.getLogger(LeadWatch.class);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    private final Reader reader;
    private final Scheduler scheduler;
    private final FluxSink<LeadsUpdate> sink;

    // guarded by this
    private final Set<LeadId> changed = new LinkedHashSet<>();
    private boolean snapshotDue = true;
    private boolean busy;

    /** Touched by one step at a time only. */
    private final Set<LeadId> shown = new HashSet<>();

    LeadWatch(Reader reader, Scheduler scheduler, FluxSink<LeadsUpdate> sink) {
        this.reader = reader;
        this.scheduler = scheduler;
        this.sink = sink;
    }

    @Override
    public void changed(Set<String> ids) {
        synchronized (this) {
            if (!snapshotDue) {
                ids.forEach(id -> changed.add(new LeadId(id)));
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
    private synchronized @Nullable Set<LeadId> take() {
        Set<LeadId> ids = snapshotDue ? null : Set.copyOf(changed);
        changed.clear();
        snapshotDue = false;
        return ids;
    }

    private void tell(@Nullable Set<LeadId> ids) {
        LeadsUpdate update = ids == null || shown.size() > MOST_SHOWN ? reader.snapshot() : reader.changes(ids, shown);
        if (update.snapshot()) {
            shown.clear();
        }
        update.leads().forEach(lead -> shown.add(lead.id()));
        update.gone().forEach(shown::remove);
        if (update.snapshot() || !update.leads().isEmpty() || !update.gone().isEmpty()) {
            sink.next(update);
        }
    }

    /** Reads a list for its watcher. */
    record Reader(
            LeadList leads,
            ViewPositions positions,
            LeadFilter filter,
            LeadOrder order,
            PageRequest first,
            Actor actor) {
        Reader(LeadList leads, ViewPositions positions, LeadFilter filter, LeadOrder order, int size, Actor actor) {
            this(leads, positions, filter, order, PageRequest.first(size, null), actor);
        }

        LeadsUpdate snapshot() {
            long position = position();
            return new LeadsUpdate(true, leads.page(filter, order, first, actor).rows(), List.of(), position);
        }

        /** @param shown what the watcher knows: only of those they are told that they are gone */
        LeadsUpdate changes(Set<LeadId> ids, Set<LeadId> shown) {
            long position = position();
            Set<LeadId> wanted = filter.ids().isEmpty()
                    ? ids
                    : ids.stream().filter(filter.ids()::contains).collect(Collectors.toSet());
            if (wanted.isEmpty()) {
                return new LeadsUpdate(false, List.of(), List.of(), position);
            }
            List<LeadRow> rows = leads.page(
                            filter.withIds(wanted), order, PageRequest.first(PageRequest.MAX_SIZE, null), actor)
                    .rows();
            Set<LeadId> here = rows.stream().map(LeadRow::id).collect(Collectors.toSet());
            List<LeadId> gone = wanted.stream()
                    .filter(id -> shown.contains(id) && !here.contains(id))
                    .toList();
            return new LeadsUpdate(false, rows, gone, position);
        }

        private long position() {
            return positions.position(LeadList.VIEW).orElse(0);
        }
    }
}
