package io.kaipan.query.leadlist;

import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.livechanges.ChangeFeed;
import io.kaipan.query.viewposition.ViewPositions;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Leads as they change, for those who watch: each step is read anew with the watcher's rights, so that nobody hears of what
 * they could not read. Errors of the database interrupt nothing: the list is shown anew when it is back.
 */
@Component
public class LeadChanges implements DisposableBean {
    /** So many watchers are served at once; they must leave most of the query pool to those who ask. */
    private static final int SERVED_AT_ONCE = 4;

    private static final int MOST_WAITING = 100_000;

    private final LeadList leads;
    private final ChangeFeed feed;
    private final ViewPositions positions;
    private final Scheduler scheduler =
            Schedulers.newBoundedElastic(SERVED_AT_ONCE, MOST_WAITING, "lead-changes", 60, true);

    LeadChanges(LeadList leads, ChangeFeed feed, ViewPositions positions) {
        this.leads = leads;
        this.feed = feed;
        this.positions = positions;
    }

    /**
     * A list under watch: first its first page as it stands, then what changes. Back-pressured: while a watcher takes
     * nothing, changes add up; when there are more than can be told one by one, the first page follows anew.
     *
     * @param size rows of a snapshot, 1 to 200
     * @throws io.kaipan.query.paging.PageRefused when the size is out of range
     */
    public Flux<LeadsUpdate> stream(LeadFilter filter, LeadOrder order, int size, Actor actor) {
        LeadWatch.Reader reader = new LeadWatch.Reader(leads, positions, filter, order, size, actor);
        return Flux.create(
                sink -> {
                    LeadWatch watch = new LeadWatch(reader, scheduler, sink);
                    ChangeFeed.Registration registration = feed.listen(LeadList.VIEW, watch);
                    sink.onDispose(registration::cancel);
                    sink.onRequest(more -> watch.serve());
                },
                FluxSink.OverflowStrategy.ERROR);
    }

    /** One lead under watch, first as it stands. Ends when there is no such lead, or none (any more) for the actor. */
    public Flux<LeadRow> stream(LeadId lead, Actor actor) {
        LeadFilter only = LeadFilter.builder().ids(Set.of(lead)).build();
        return stream(only, LeadOrder.NEWEST_FIRST, 1, actor)
                .takeWhile(update -> !update.leads().isEmpty())
                .concatMapIterable(LeadsUpdate::leads);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
