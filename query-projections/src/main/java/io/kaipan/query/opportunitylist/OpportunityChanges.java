package io.kaipan.query.opportunitylist;

import io.kaipan.domain.opportunity.OpportunityId;
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
 * Opportunities as they change, for those who watch: each step is read anew with the watcher's rights, so that nobody hears of what
 * they could not read.
 */
@Component
public class OpportunityChanges implements DisposableBean {
    private final OpportunityList opportunities;
    private final LiveView<OpportunityId> live;

    OpportunityChanges(OpportunityList opportunities, ChangeFeed feed, ViewPositions positions) {
        this.opportunities = opportunities;
        this.live = new LiveView<>(feed, OpportunityList.VIEW, OpportunityId::new, () -> positions
                .position(OpportunityList.VIEW)
                .orElse(0));
    }

    /**
     * A list under watch: first its first page as it stands, then what changes ({@link LiveView#stream}).
     *
     * @param size rows of a snapshot, 1 to 200
     * @throws io.kaipan.query.paging.PageRefused when the size is out of range
     */
    public Flux<OpportunitiesUpdate> stream(OpportunityFilter filter, OpportunityOrder order, int size, Actor actor) {
        return live.stream(new Watched(opportunities, filter, order, PageRequest.first(size, null), actor))
                .map(update ->
                        new OpportunitiesUpdate(update.snapshot(), update.rows(), update.gone(), update.position()));
    }

    /** One opportunity under watch, first as it stands. Ends when there is no such opportunity, or none (any more) for the actor. */
    public Flux<OpportunityRow> stream(OpportunityId opportunity, Actor actor) {
        OpportunityFilter only =
                OpportunityFilter.builder().ids(Set.of(opportunity)).build();
        return stream(only, OpportunityOrder.NEWEST_FIRST, 1, actor)
                .takeWhile(update -> !update.opportunities().isEmpty())
                .concatMapIterable(OpportunitiesUpdate::opportunities);
    }

    private record Watched(
            OpportunityList opportunities,
            OpportunityFilter filter,
            OpportunityOrder order,
            PageRequest page,
            Actor actor)
            implements WatchedList<OpportunityId, OpportunityRow> {
        @Override
        public List<OpportunityRow> first() {
            return opportunities.page(filter, order, page, actor).rows();
        }

        @Override
        public List<OpportunityRow> among(Set<OpportunityId> ids) {
            PageRequest all = PageRequest.first(PageRequest.MAX_SIZE, null);
            return opportunities.page(filter.withIds(ids), order, all, actor).rows();
        }

        @Override
        public Set<OpportunityId> only() {
            return filter.ids();
        }

        @Override
        public OpportunityId idOf(OpportunityRow row) {
            return row.id();
        }
    }

    @Override
    public void destroy() {
        live.dispose();
    }
}
