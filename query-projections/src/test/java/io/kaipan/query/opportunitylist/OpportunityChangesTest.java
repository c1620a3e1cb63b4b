package io.kaipan.query.opportunitylist;

import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.OpportunityState;
import io.kaipan.query.livechanges.ChangeFeedForTests;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import io.kaipan.query.viewposition.ViewPositionsForTests;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class OpportunityChangesTest {
    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new OpportunityListProjection(views.vault));
    private final OpportunityList opportunities = new OpportunityList(
            views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock), views.clock);
    private final ChangeFeedForTests feed = new ChangeFeedForTests(views.querySource);
    private final OpportunityChanges changes =
            new OpportunityChanges(opportunities, feed.feed(), ViewPositionsForTests.at(OpportunityList.VIEW, 7));
    private final CustomerId customer = floor.customer("王芳", "13812345678");
    private final OpportunityId id = floor.qualify(floor.lead(customer, "王芳", JYLW, ZHANG), customer, JYLW, ZHANG);
    private int projected;

    @BeforeEach
    void start() {
        feed.start();
        project();
        feed.awaitQuiet();
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

    private static <T> T next(LinkedBlockingQueue<T> heard) throws InterruptedException {
        T value = heard.poll(20, TimeUnit.SECONDS);
        assertThat(value).as("the next update").isNotNull();
        return value;
    }

    @Test
    @DisplayName("G-8 a watcher sees the list as it stands, hears of a handover unmasked, and when one leaves the list")
    void follows() throws Exception {
        OpportunityFilter open = OpportunityFilter.builder()
                .states(Set.of(OpportunityState.OPEN))
                .build();
        LinkedBlockingQueue<OpportunitiesUpdate> heard = new LinkedBlockingQueue<>();
        Disposable watcher = changes.stream(open, OpportunityOrder.NEWEST_FIRST, 10, LI_QIANG)
                .subscribe(heard::add);

        OpportunitiesUpdate present = next(heard);
        assertThat(present.snapshot()).isTrue();
        assertThat(present.position()).isEqualTo(7);
        assertThat(present.opportunities()).singleElement().satisfies(row -> assertThat(row.masked())
                .isTrue());

        floor.happens("manager", new OpportunityAssigned(id, customer, ZHANG, LI, "休假"));
        project();
        OpportunitiesUpdate changed = next(heard);
        assertThat(changed.snapshot()).isFalse();
        assertThat(changed.opportunities()).singleElement().satisfies(row -> assertThat(row.masked())
                .isFalse());

        floor.happens(
                "li.qiang",
                new OpportunityLost(id, customer, "S1", "PRICE", null, null, Duration.ZERO, views.log.now(), null, 4));
        project();
        OpportunitiesUpdate gone = next(heard);
        assertThat(gone.opportunities()).isEmpty();
        assertThat(gone.gone()).containsExactly(id);
        watcher.dispose();
    }
}
