package io.kaipan.query.leadlist;

import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.livechanges.ChangeFeed;
import io.kaipan.query.livechanges.LiveView;
import io.kaipan.query.livechanges.WatchedList;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.viewposition.ViewPositions;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Leads as they change, for those who watch: each step is read anew with the watcher's rights, so that nobody hears of what
 * they could not read.
 */
@Component
public class LeadChanges implements DisposableBean {
    private final LeadList leads;
    private final LiveView<LeadId> live;

    LeadChanges(LeadList leads, ChangeFeed feed, ViewPositions positions) {
        this.leads = leads;
        this.live = new LiveView<>(feed, LeadList.VIEW, LeadId::new, () -> positions
                .position(LeadList.VIEW)
                .orElse(0));
    }

    /**
     * A list under watch: first its first page as it stands, then what changes ({@link LiveView#stream}).
     *
     * @param size rows of a snapshot, 1 to 200
     * @throws io.kaipan.query.paging.PageRefused when the size is out of range
     */
    public Flux<LeadsUpdate> stream(LeadFilter filter, LeadOrder order, int size, Actor actor) {
        return live.stream(new Watched(leads, filter, order, PageRequest.first(size, null), actor))
                .map(update -> new LeadsUpdate(update.snapshot(), update.rows(), update.gone(), update.position()));
    }

    /** One lead under watch, first as it stands. Ends when there is no such lead, or none (any more) for the actor. */
    public Flux<LeadRow> stream(LeadId lead, Actor actor) {
        LeadFilter only = LeadFilter.builder().ids(Set.of(lead)).build();
        return stream(only, LeadOrder.NEWEST_FIRST, 1, actor)
                .takeWhile(update -> !update.leads().isEmpty())
                .concatMapIterable(LeadsUpdate::leads);
    }

    private record Watched(LeadList leads, LeadFilter filter, LeadOrder order, PageRequest page, Actor actor)
            implements WatchedList<LeadId, LeadRow> {
        @Override
        public List<LeadRow> first() {
            return leads.page(filter, order, page, actor).rows();
        }

        @Override
        public List<LeadRow> among(Set<LeadId> ids) {
            PageRequest all = PageRequest.first(PageRequest.MAX_SIZE, null);
            return leads.page(filter.withIds(ids), order, all, actor).rows();
        }

        @Override
        public Set<LeadId> only() {
            return filter.ids();
        }

        @Override
        public LeadId idOf(LeadRow row) {
            return row.id();
        }
    }

    @Override
    public void destroy() {
        live.dispose();
    }
}
