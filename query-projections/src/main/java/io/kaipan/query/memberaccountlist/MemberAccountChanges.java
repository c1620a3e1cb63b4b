package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.member.MemberAccountId;
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
 * Member accounts as they change, for those who watch: each step is read anew with the watcher's rights, so that nobody hears of what
 * they could not read.
 */
@Component
public class MemberAccountChanges implements DisposableBean {
    private final MemberAccountList accounts;
    private final LiveView<MemberAccountId> live;

    MemberAccountChanges(MemberAccountList accounts, ChangeFeed feed, ViewPositions positions) {
        this.accounts = accounts;
        this.live = new LiveView<>(feed, MemberAccountList.VIEW, MemberAccountId::new, () -> positions
                .position(MemberAccountList.VIEW)
                .orElse(0));
    }

    /**
     * A list under watch: first its first page as it stands, then what changes ({@link LiveView#stream}).
     *
     * @param size rows of a snapshot, 1 to 200
     * @throws io.kaipan.query.paging.PageRefused when the size is out of range
     */
    public Flux<MemberAccountsUpdate> stream(
            MemberAccountFilter filter, MemberAccountOrder order, int size, Actor actor) {
        return live.stream(new Watched(accounts, filter, order, PageRequest.first(size, null), actor))
                .map(update ->
                        new MemberAccountsUpdate(update.snapshot(), update.rows(), update.gone(), update.position()));
    }

    /** One member account under watch, first as it stands. Ends when there is no such account, or none (any more) for the actor. */
    public Flux<MemberAccountRow> stream(MemberAccountId account, Actor actor) {
        MemberAccountFilter only = MemberAccountFilter.ALL.withIds(Set.of(account));
        return stream(only, MemberAccountOrder.NEWEST_FIRST, 1, actor)
                .takeWhile(update -> !update.memberAccounts().isEmpty())
                .concatMapIterable(MemberAccountsUpdate::memberAccounts);
    }

    private record Watched(
            MemberAccountList accounts,
            MemberAccountFilter filter,
            MemberAccountOrder order,
            PageRequest page,
            Actor actor)
            implements WatchedList<MemberAccountId, MemberAccountRow> {
        @Override
        public List<MemberAccountRow> first() {
            return accounts.page(filter, order, page, actor).rows();
        }

        @Override
        public List<MemberAccountRow> among(Set<MemberAccountId> ids) {
            PageRequest all = PageRequest.first(PageRequest.MAX_SIZE, null);
            return accounts.page(filter.withIds(ids), order, all, actor).rows();
        }

        @Override
        public Set<MemberAccountId> only() {
            return filter.ids();
        }

        @Override
        public MemberAccountId idOf(MemberAccountRow row) {
            return row.id();
        }
    }

    @Override
    public void destroy() {
        live.dispose();
    }
}
