package io.kaipan.query.pointsstatement;

import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.customerrecord.CustomerRecordsForTests;
import io.kaipan.query.memberaccountlist.MemberAccountListForTests;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRefused;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import io.kaipan.query.testing.Club;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PointsStatementTest {
    private static final String TABLE = "view.points_entry";
    private static final LocalDate MARCH = LocalDate.of(2028, 3, 15);

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new PointsStatementProjection(views.vault));
    private final Projector accounts = views.projector(MemberAccountListForTests.projection(views));
    private final CustomerId customer = floor.customer("王芳", "13812345678");
    private final Club club = new Club(views.log, customer, JYLW).applies(null);
    private final String joined = club.confirmed("WKH00000001");

    private PointsStatement statement() {
        projector.reset();
        projector.project(views.log.read(), 3);
        accounts.reset();
        accounts.project(views.log.read(), 3);
        CustomerRecordsForTests.projected(views);
        return PointsStatementForTests.of(views);
    }

    private static StatementRequest request(Club club, Set<EntryType> types, Set<PointsKind> kinds, PageRequest page) {
        return new StatementRequest(club.id, new StatementRequest.Wanted(types, kinds, null, null, false, page));
    }

    private static StatementRequest all(Club club) {
        return request(club, Set.of(), Set.of(), PageRequest.first(50, null));
    }

    private List<PointsEntryRow> rows(Actor actor) {
        return statement().pages(List.of(all(club)), actor).get(all(club)).rows();
    }

    @Test
    @DisplayName(
            "PTS-1 entries in order, each with the balance after it, its cause, its project and what it takes from what")
    void entries() {
        int join = club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        int viewing = club.awarded(PointsKind.VIEWING, WKC, 100, "event-9", MARCH);
        club.redeemed(JYLW, 550, "电饭煲");
        club.voided(viewing, "event-10");
        club.adjusted(club.adjustmentAsked("cashier", 200, "补登"), "cashier", 200, "补登");

        List<PointsEntryRow> rows = rows(MANAGER);
        assertThat(rows).extracting(PointsEntryRow::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(rows).extracting(PointsEntryRow::balance).containsExactly(500L, 600L, 50L, -50L, 150L);
        assertThat(rows)
                .extracting(PointsEntryRow::type)
                .containsExactly(
                        EntryType.AWARD,
                        EntryType.AWARD,
                        EntryType.REDEMPTION,
                        EntryType.VOIDING,
                        EntryType.ADJUSTMENT);
        assertThat(rows.get(2).uses()).containsExactly(new PointsUse(join, 500), new PointsUse(viewing, 50));
        assertThat(rows.get(2).note()).isEqualTo("电饭煲");
        assertThat(rows.get(3).voids()).isEqualTo(viewing);
        assertThat(rows.get(3).project()).isEqualTo(WKC);
        assertThat(rows.get(3).debt()).isEqualTo(50);
        assertThat(rows.get(1).voidedBy()).isEqualTo(4);
        assertThat(rows.get(4).debt()).isEqualTo(-50);
        assertThat(rows.get(4).left()).isEqualTo(150);
        assertThat(rows.get(4).requestedBy()).isEqualTo("cashier");
        assertThat(rows.get(4).recordedBy()).isEqualTo("manager");
        assertThat(views.text(TABLE)).doesNotContain("电饭煲", "补登");
    }

    @Test
    @DisplayName("a statement is read in pages both ways, filtered by type, kind and period")
    void pages() {
        for (int i = 0; i < 5; i++) {
            club.awarded(i % 2 == 0 ? PointsKind.VIEWING : PointsKind.REFERRAL_JOIN, JYLW, 100, "event-x" + i, null);
        }
        club.redeemed(JYLW, 10, "礼品");
        PointsStatement statement = statement();
        List<Integer> forward = new ArrayList<>();
        PageRequest part = PageRequest.first(2, null);
        Page<PointsEntryRow> page;
        do {
            StatementRequest request = request(club, Set.of(), Set.of(), part);
            page = statement.pages(List.of(request), MANAGER).get(request);
            page.rows().forEach(row -> forward.add(row.number()));
            part = PageRequest.first(2, page.endCursor());
        } while (page.hasNext());
        assertThat(forward).containsExactly(1, 2, 3, 4, 5, 6);

        StatementRequest back = request(club, Set.of(), Set.of(), PageRequest.last(2, null));
        assertThat(statement.pages(List.of(back), MANAGER).get(back).rows())
                .extracting(PointsEntryRow::number)
                .containsExactly(5, 6);
        StatementRequest some =
                request(club, Set.of(EntryType.AWARD), Set.of(PointsKind.VIEWING), PageRequest.first(9, null));
        assertThat(statement.pages(List.of(some), MANAGER).get(some).rows())
                .extracting(PointsEntryRow::number)
                .containsExactly(1, 3, 5);
        StatementRequest latest = new StatementRequest(
                club.id,
                new StatementRequest.Wanted(
                        Set.of(),
                        Set.of(),
                        null,
                        new TimeRange(Log.START.plus(Duration.ofMinutes(4)), Log.START.plus(Duration.ofMinutes(6))),
                        true,
                        PageRequest.first(9, null)));
        assertThat(statement.pages(List.of(latest), MANAGER).get(latest).rows())
                .extracting(PointsEntryRow::number)
                .containsExactly(3, 2);
        StatementRequest foreign = request(club, Set.of(), Set.of(), PageRequest.first(2, "bm90IG9uZQ"));
        assertThatThrownBy(() -> statement.pages(List.of(foreign), MANAGER)).isInstanceOf(PageRefused.class);
    }

    @Test
    @DisplayName(
            "statements of many accounts cost as many statements of SQL as that of one; accounts without entries have empty ones")
    void together() {
        club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        List<Club> more = new ArrayList<>(List.of(club));
        for (int i = 0; i < 4; i++) {
            more.add(new Club(views.log, floor.customer("客", "1390000001" + i), JYLW).applies(null));
        }
        PointsStatement statement = statement();
        views.querySource.statements();
        statement.pages(List.of(all(club)), MANAGER);
        int forOne = views.querySource.statements().size();
        Map<StatementRequest, Page<PointsEntryRow>> pages =
                statement.pages(more.stream().map(PointsStatementTest::all).toList(), MANAGER);
        assertThat(views.querySource.statements()).hasSize(forOne);
        assertThat(pages).hasSize(5);
        assertThat(pages.get(all(more.get(3))).rows()).isEmpty();
        assertThat(pages.get(all(club)).rows()).hasSize(1);
    }

    @Test
    @DisplayName("G-8 notes are masked for who may not see the person, strangers get nothing, auditors are recorded")
    void masking() {
        club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        club.redeemed(JYLW, 10, "电饭煲");
        assertThat(rows(LI_QIANG).get(1).note()).isNull();
        assertThat(rows(LI_QIANG).get(1).change()).isEqualTo(-10);
        assertThat(statement().pages(List.of(all(club)), SalesFloor.actor("x", Set.of(Role.SALES_MANAGER), "WKC")))
                .isEmpty();
        assertThat(views.rows("trail.personal_data_read")).isEmpty();
        assertThat(rows(AUDITOR).get(1).note()).isEqualTo("电饭煲");
        assertThat(views.rows("trail.personal_data_read")).hasSize(1);
    }

    @Test
    @DisplayName("G-5 forgotten, notes are gone and points stay; replayed twice it has the same rows")
    void forgotten() {
        club.awarded(PointsKind.JOIN, JYLW, 500, joined, MARCH);
        club.redeemed(JYLW, 10, "电饭煲");
        club.expired(MARCH);
        floor.forget(customer);
        List<PointsEntryRow> rows = rows(MANAGER);
        assertThat(rows).extracting(PointsEntryRow::note).containsOnlyNulls();
        assertThat(rows).extracting(PointsEntryRow::balance).containsExactly(500L, 490L, 0L);
        String once = views.text(TABLE, "view.points_holder");
        projector.reset();
        assertThat(views.rows(TABLE)).isEmpty();
        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLE, "view.points_holder")).isEqualTo(once);
    }

    @Test
    @DisplayName(
            "ANA-7 what is outstanding by kind, and what expires by month, of the asker's projects; ended memberships count no more")
    void totals() {
        club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        club.awarded(PointsKind.VIEWING, JYLW, 100, "event-1", MARCH);
        club.awarded(PointsKind.VIEWING, JYLW, 100, "event-2", MARCH.plusMonths(1));
        club.awarded(PointsKind.VIEWING, WKC, 100, "event-3", MARCH);
        club.redeemed(JYLW, 520, "礼品");
        club.adjusted(club.adjustmentAsked("cashier", 5, "补"), "cashier", 5, "补");
        Club ended = new Club(views.log, floor.customer("李雷", "13900000001"), JYLW).applies(null);
        ended.awarded(PointsKind.VIEWING, JYLW, 100, "event-1", MARCH);
        ended.closed("退");
        assertThat(statement()).isNotNull();
        PointsTotals totals = new PointsTotals(views.queryJdbc);

        assertThat(totals.outstanding(Set.of(), MANAGER))
                .containsExactly(new OutstandingPoints(PointsKind.VIEWING, 180, 1), new OutstandingPoints(null, 5, 1));
        assertThat(totals.outstanding(Set.of(WKC), MANAGER)).isEmpty();
        assertThat(totals.outstanding(Set.of(WKC), AUDITOR))
                .containsExactly(new OutstandingPoints(PointsKind.VIEWING, 100, 1));
        assertThat(totals.expiring(Set.of(), null, MANAGER))
                .containsExactly(
                        new ExpiringPoints(LocalDate.of(2028, 3, 1), PointsKind.VIEWING, 80, 1),
                        new ExpiringPoints(LocalDate.of(2028, 4, 1), PointsKind.VIEWING, 100, 1));
        assertThat(totals.expiring(Set.of(), MARCH, MANAGER)).isEmpty();
        assertThat(rows(MANAGER).getFirst().left()).isZero();
        StatementRequest ofEnded = all(ended);
        assertThat(statement()
                        .pages(List.of(ofEnded), MANAGER)
                        .get(ofEnded)
                        .rows()
                        .getFirst()
                        .left())
                .isZero();
    }
}
