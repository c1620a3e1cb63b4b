package io.kaipan.query.memberaccountlist;

import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.member.MembershipState;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.query.customerrecord.CustomerRecordsForTests;
import io.kaipan.query.livechanges.ChangeFeedForTests;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Club;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.Views;
import io.kaipan.query.viewposition.ViewPositionsForTests;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class MemberAccountChangesTest {
    private static final MemberAccountFilter MEMBERS = new MemberAccountFilter(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(MembershipState.APPLIED, MembershipState.MEMBER),
            Set.of(),
            null,
            null,
            null,
            null,
            null);

    private final Views views = new Views();
    private final Projector projector = views.projector(new MemberAccountListProjection(views.vault));
    private final Club club = new Club(views.log, views.floor.customer("王芳", "13812345678"), JYLW).applies(null);
    private final ChangeFeedForTests feed = new ChangeFeedForTests(views.querySource);
    private final MemberAccountList accounts =
            new MemberAccountList(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    private final MemberAccountChanges changes =
            new MemberAccountChanges(accounts, feed.feed(), ViewPositionsForTests.at(MemberAccountList.VIEW, 7));
    private int projected;

    @BeforeEach
    void start() {
        feed.start();
        CustomerRecordsForTests.projected(views);
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
    @DisplayName(
            "G-8 a watcher sees the list as it stands, hears of points masked, and when an account leaves the list")
    void follows() throws Exception {
        LinkedBlockingQueue<MemberAccountsUpdate> heard = new LinkedBlockingQueue<>();
        Disposable watcher = changes.stream(MEMBERS, MemberAccountOrder.NEWEST_FIRST, 10, LI_QIANG)
                .subscribe(heard::add);
        MemberAccountsUpdate present = next(heard);
        assertThat(present.snapshot()).isTrue();
        assertThat(present.memberAccounts()).singleElement().satisfies(row -> assertThat(row.balance())
                .isZero());

        club.confirmed("WKH00000001");
        club.awarded(PointsKind.JOIN, JYLW, 500, "event-2", null);
        project();
        MemberAccountsUpdate changed = next(heard);
        assertThat(changed.snapshot()).isFalse();
        assertThat(changed.memberAccounts()).singleElement().satisfies(row -> {
            assertThat(row.balance()).isEqualTo(500);
            assertThat(row.masked()).isTrue();
        });

        club.closed("退");
        project();
        MemberAccountsUpdate gone = next(heard);
        assertThat(gone.memberAccounts()).isEmpty();
        assertThat(gone.gone()).containsExactly(club.id);
        watcher.dispose();
    }

    @Test
    @DisplayName("an account whose customer the other view doesn't know yet is there all the same, masked")
    void aheadOfTheCustomer() {
        Club early = new Club(views.log, views.floor.customer("李雷", "13900000001"), JYLW).applies(null);
        project();
        assertThat(accounts.find(early.id, MANAGER))
                .hasValueSatisfying(row -> assertThat(row.masked()).isTrue());
    }
}
