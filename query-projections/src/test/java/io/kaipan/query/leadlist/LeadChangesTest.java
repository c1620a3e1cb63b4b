package io.kaipan.query.leadlist;

import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.livechanges.ChangeFeedForTests;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import io.kaipan.query.viewposition.ViewPositionsForTests;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class LeadChangesTest {
    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new LeadListProjection(views.vault));
    private final LeadList leads =
            new LeadList(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    private final ChangeFeedForTests feed = new ChangeFeedForTests(views.querySource);
    private final LeadChanges changes = new LeadChanges(leads, feed.feed(), ViewPositionsForTests.at(LeadList.VIEW, 7));
    private int projected;

    @BeforeEach
    void start() {
        feed.start();
    }

    @AfterEach
    void stop() {
        changes.destroy();
        feed.stop();
    }

    private void project() {
        var events = views.log.read();
        projector.project(events.subList(projected, events.size()), 1_000);
        projected = events.size();
    }

    /** Takes what a stream says, and keeps it. */
    private static final class Watcher<T> extends BaseSubscriber<T> {
        final LinkedBlockingQueue<T> heard = new LinkedBlockingQueue<>();
        private final boolean greedy;
        volatile boolean complete;

        Watcher(Flux<T> stream, boolean greedy) {
            this.greedy = greedy;
            stream.subscribe(this);
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            if (greedy) {
                requestUnbounded();
            }
        }

        @Override
        protected void hookOnNext(T value) {
            heard.add(value);
        }

        @Override
        protected void hookOnComplete() {
            complete = true;
        }

        T next() throws InterruptedException {
            T value = heard.poll(20, TimeUnit.SECONDS);
            assertThat(value).as("the next update").isNotNull();
            return value;
        }
    }

    private Watcher<LeadsUpdate> watch(LeadFilter filter, Actor actor) {
        return new Watcher<>(changes.stream(filter, LeadOrder.NEWEST_FIRST, 10, actor), true);
    }

    private static List<LeadId> ids(LeadsUpdate update) {
        return update.leads().stream().map(LeadRow::id).toList();
    }

    @Test
    @DisplayName("a watched list starts as it stands and goes on with what is new, changed and gone")
    void follows() throws Exception {
        CustomerId wang = floor.customer("王芳", "13812345678");
        LeadId first = floor.lead(wang, "王芳", JYLW, ZHANG);
        project();
        feed.awaitQuiet();
        LeadFilter active =
                LeadFilter.builder().states(Set.of(LeadState.ACTIVE)).build();
        Watcher<LeadsUpdate> watcher = watch(active, MANAGER);

        LeadsUpdate present = watcher.next();
        assertThat(present.snapshot()).isTrue();
        assertThat(ids(present)).containsExactly(first);
        assertThat(present.position()).isEqualTo(7);

        CustomerId li = floor.customer("李雷", "13900002222");
        LeadId second = floor.lead(li, "李雷", JYLW, LI);
        project();
        LeadsUpdate added = watcher.next();
        assertThat(added.snapshot()).isFalse();
        assertThat(ids(added)).containsExactly(second);
        assertThat(added.gone()).isEmpty();

        floor.rename(li, "李磊");
        project();
        assertThat(watcher.next().leads().getFirst().customer().name()).isEqualTo("李磊");

        floor.close(first, wang, "太贵");
        project();
        LeadsUpdate gone = watcher.next();
        assertThat(gone.leads()).isEmpty();
        assertThat(gone.gone()).containsExactly(first);
        watcher.dispose();
    }

    @Test
    @DisplayName("G-8 watchers hear only of what they may see, and masked what they may not see plainly")
    void rights() throws Exception {
        Watcher<LeadsUpdate> consultant = watch(LeadFilter.ALL, ZHANG_MIN);
        Watcher<LeadsUpdate> stranger =
                watch(LeadFilter.ALL, SalesFloor.actor("zhang.min", Set.of(Role.CONSULTANT), "WKC"));
        consultant.next();
        stranger.next();

        CustomerId li = floor.customer("李雷", "13900002222");
        floor.lead(li, "李雷", JYLW, LI);
        project();
        LeadRow masked = consultant.next().leads().getFirst();
        assertThat(masked.customer().name()).isEqualTo("李*");
        assertThat(masked.masked()).isTrue();

        CustomerId han = floor.customer("韩梅", "13900003333");
        LeadId own = floor.lead(han, "韩梅", WKC, ZHANG);
        project();
        assertThat(ids(stranger.next())).containsExactly(own);
        consultant.dispose();
        stranger.dispose();
    }

    @Test
    @DisplayName("a rolled back batch is not heard of")
    void rolledBack() throws Exception {
        CustomerId li = floor.customer("李雷", "13900002222");
        LeadId lead = floor.lead(li, "李雷", JYLW, LI);
        project();
        feed.awaitQuiet();
        Watcher<LeadsUpdate> watcher = watch(LeadFilter.ALL, MANAGER);
        watcher.next();

        floor.edit(lead, li, "四室", "B");
        LeadId unknown = new LeadId("lead_01h455vb4pex5vsknk084sn02q");
        floor.edit(unknown, li, "四室", "B");
        var events = views.log.read();
        assertThatThrownBy(() -> projector.project(events.subList(projected, events.size()), 10))
                .hasRootCauseInstanceOf(MissingRow.class);
        feed.awaitQuiet();
        projector.project(events.subList(projected, projected + 1), 10);
        assertThat(watcher.next().leads().getFirst().version()).isEqualTo(1);
        watcher.dispose();
    }

    @Test
    @DisplayName("who takes nothing holds nobody up: changes become one update, many of them a snapshot")
    void backPressure() throws Exception {
        CustomerId li = floor.customer("李雷", "13900002222");
        LeadId lead = floor.lead(li, "李雷", JYLW, LI);
        project();
        feed.awaitQuiet();
        Watcher<LeadsUpdate> slow =
                new Watcher<>(changes.stream(LeadFilter.ALL, LeadOrder.NEWEST_FIRST, 10, MANAGER), false);
        slow.request(1);
        assertThat(ids(slow.next())).containsExactly(lead);

        floor.edit(lead, li, "四室", "B");
        project();
        floor.edit(lead, li, "五室", "B");
        project();
        feed.awaitQuiet();
        assertThat(slow.heard).isEmpty();
        slow.request(1);
        LeadsUpdate both = slow.next();
        assertThat(both.snapshot()).isFalse();
        assertThat(both.leads()).singleElement().extracting(LeadRow::topic).isEqualTo("五室");

        IntStream.rangeClosed(0, PageRequest.MAX_SIZE)
                .forEach(i -> floor.lead(floor.customer("王", "138" + (10_000_000 + i)), "王", JYLW, ZHANG));
        project();
        feed.awaitQuiet();
        slow.request(1);
        LeadsUpdate burst = slow.next();
        assertThat(burst.snapshot()).isTrue();
        assertThat(burst.leads()).hasSize(10);
        slow.dispose();
    }

    @Test
    @DisplayName("one lead is followed; none at all ends at once")
    void oneLead() throws Exception {
        CustomerId li = floor.customer("李雷", "13900002222");
        LeadId lead = floor.lead(li, "李雷", JYLW, LI);
        project();
        feed.awaitQuiet();
        Watcher<LeadRow> watcher = new Watcher<>(changes.stream(lead, MANAGER), true);
        assertThat(watcher.next().version()).isZero();
        floor.edit(lead, li, "四室", "B");
        project();
        assertThat(watcher.next().version()).isEqualTo(1);
        watcher.dispose();

        LeadId none = new LeadId("lead_01h455vb4pex5vsknk084sn02q");
        Watcher<LeadRow> nobody = new Watcher<>(changes.stream(none, MANAGER), true);
        await().atMost(Duration.ofSeconds(20)).until(() -> nobody.complete);
        assertThat(nobody.heard).isEmpty();
    }

    @Test
    @DisplayName("after the database was away, the list is told anew")
    void reconnects() throws Exception {
        Watcher<LeadsUpdate> watcher = watch(LeadFilter.ALL, MANAGER);
        watcher.next();
        views.database.endSessions();
        CustomerId li = floor.customer("李雷", "13900002222");
        LeadId lead = floor.lead(li, "李雷", JYLW, LI);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            project();
            return true;
        });
        LeadsUpdate update = watcher.next();
        while (!ids(update).contains(lead)) {
            update = watcher.next();
        }
        assertThat(update.snapshot()).isTrue();
        watcher.dispose();
    }
}
