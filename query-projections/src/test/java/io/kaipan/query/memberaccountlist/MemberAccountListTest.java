package io.kaipan.query.memberaccountlist;

import static io.kaipan.query.testing.SalesFloor.ADMIN;
import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerEvent.CustomersMerged;
import io.kaipan.domain.customer.CustomerEvent.CustomersUnmerged;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.AdjustmentId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.LevelGround;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.MembershipState;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.customerrecord.CustomerRecordsForTests;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import io.kaipan.query.pointsstatement.PointsStatementForTests;
import io.kaipan.query.readtrail.ReadTrail;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Club;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemberAccountListTest {
    private static final String[] TABLES = {
        "view.member_account", "view.member_level", "view.member_clearance", "view.points_adjustment"
    };
    private static final Actor CASHIER = SalesFloor.actor("cashier", Set.of(Role.CASHIER), "WKC");
    private static final LocalDate DAY = LocalDate.of(2028, 3, 1);

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final ReadTrail trail = ReadTrailForTests.of(views.queryJdbc, views.clock);
    private final Projector projector = views.projector(new MemberAccountListProjection(views.vault));
    private final Projector statements = views.projector(PointsStatementForTests.projection(views));
    private final CustomerId customer = floor.customer("zhang.min", "王芳", (CustomerDetails) null, "13812345678");
    private final Club club = new Club(views.log, customer, JYLW).applies(null);

    /** The lists as the log tells them now. */
    private MemberAccountList accounts() {
        projector.reset();
        projector.project(views.log.read(), 3);
        statements.reset();
        statements.project(views.log.read(), 3);
        CustomerRecordsForTests.projected(views);
        return new MemberAccountList(views.queryJdbc, views.vault, trail);
    }

    private MemberAccountRow row(Actor actor) {
        return accounts().find(club.id, actor).orElseThrow();
    }

    private List<MemberAccountId> listed(MemberAccountFilter filter, Actor actor) {
        return accounts()
                .page(filter, MemberAccountOrder.NEWEST_FIRST, PageRequest.first(10, null), actor)
                .rows()
                .stream()
                .map(MemberAccountRow::id)
                .toList();
    }

    private static MemberAccountFilter search(String typed) {
        return new MemberAccountFilter(
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null, typed);
    }

    private static MemberAccountFilter balance(@Nullable Long from, @Nullable Long to) {
        return new MemberAccountFilter(
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), from, to, null, null, null);
    }

    @Test
    @DisplayName(
            "MEM-1 an application waits without card and level; confirmed it has both, and points say what they come to")
    void joins() {
        MemberAccountRow applied = row(MANAGER);
        assertThat(applied.state()).isEqualTo(MembershipState.APPLIED);
        assertThat(applied.card()).isNull();
        assertThat(applied.level()).isNull();
        assertThat(applied.city()).isEqualTo("深圳");

        club.confirmed("WKH00000001");
        club.awarded(PointsKind.JOIN, JYLW, 500, "event-2", null);
        MemberAccountRow member = row(MANAGER);
        assertThat(member.state()).isEqualTo(MembershipState.MEMBER);
        assertThat(member.card()).isEqualTo(new CardNumber("WKH00000001"));
        assertThat(member.level()).isEqualTo(MemberLevel.BLUE);
        assertThat(member.balance()).isEqualTo(500);
        assertThat(member.version()).isEqualTo(2);
        assertThat(member.confirmedBy()).isEqualTo("reception");
        assertThat(member.masked()).isFalse();
    }

    @Test
    @DisplayName("MEM-2 the facts that made the level are kept, and every level with its reason")
    void levels() {
        club.confirmed("WKH00000001");
        LevelBasis bought = new LevelBasis(MemberLevel.SILVER, LevelGround.SUBSCRIPTIONS, 1, List.of(2, 7), 3);
        LevelBasis granted = new LevelBasis(MemberLevel.GOLD, LevelGround.GRANT, 0, List.of(), 3);
        club.levelled(MemberLevel.BLUE, MemberLevel.SILVER, List.of(bought), null);
        club.levelled(MemberLevel.SILVER, MemberLevel.GOLD, List.of(granted, bought), "老业主推荐");

        assertThat(row(MANAGER).levelBases()).containsExactly(granted, bought);
        MemberFacts facts = new MemberFacts(views.queryJdbc, views.vault, trail);
        List<LevelChangeRow> history = facts.levels(List.of(club.id), MANAGER).get(club.id);
        assertThat(history)
                .extracting(LevelChangeRow::level)
                .containsExactly(MemberLevel.BLUE, MemberLevel.SILVER, MemberLevel.GOLD);
        assertThat(history).extracting(LevelChangeRow::reason).containsExactly(null, null, "老业主推荐");
        assertThat(history.get(1).bases()).containsExactly(bought);
        assertThat(facts.levels(List.of(club.id), LI_QIANG).get(club.id).get(2).reason())
                .isNull();
        assertThat(facts.levels(List.of(club.id), CASHIER)).isEmpty();
        assertThat(views.text(TABLES)).doesNotContain("老业主");
    }

    @Test
    @DisplayName(
            "PRC-5 who is cleared for another city is known there: its people see the account, without personal data")
    void cleared() {
        club.confirmed("WKH00000001");
        assertThat(accounts().find(club.id, CASHIER)).isEmpty();

        club.cleared(WKC, "深圳万客会函2026-8");
        assertThat(accounts().find(club.id, CASHIER))
                .hasValueSatisfying(seen -> assertThat(seen.masked()).isTrue());
        MemberFacts facts = new MemberFacts(views.queryJdbc, views.vault, trail);
        assertThat(facts.clearances(List.of(club.id), MANAGER).get(club.id))
                .singleElement()
                .satisfies(clearance -> {
                    assertThat(clearance.clearance()).isEqualTo("深圳万客会函2026-8");
                    assertThat(clearance.city()).isEqualTo("广州");
                });
        assertThat(facts.clearances(List.of(club.id), CASHIER).get(club.id))
                .singleElement()
                .satisfies(clearance -> assertThat(clearance.clearance()).isNull());
    }

    @Test
    @DisplayName(
            "G-8 the project's manager and who entered them see the person, others masked, strangers nothing, auditors on record")
    void masking() {
        club.confirmed("WKH00000001");
        club.closed("移居海外");
        assertThat(row(MANAGER).closing().reason()).isEqualTo("移居海外");
        assertThat(row(ZHANG_MIN).masked()).isFalse();
        MemberAccountRow masked = row(LI_QIANG);
        assertThat(masked.masked()).isTrue();
        assertThat(masked.closing().reason()).isNull();
        assertThat(masked.closing().by()).isEqualTo("reception");
        assertThat(row(ADMIN).masked()).isTrue();
        assertThat(accounts().find(club.id, SalesFloor.actor("x", Set.of(Role.SALES_MANAGER), "WKC")))
                .isEmpty();
        assertThat(views.rows("trail.personal_data_read")).isEmpty();
        assertThat(row(AUDITOR).masked()).isFalse();
        assertThat(views.rows("trail.personal_data_read")).hasSize(1);
        assertThat(views.text(TABLES)).doesNotContain("移居");
    }

    @Test
    @DisplayName("G-8 a membership takes the customer from nobody's care: another's stays masked for who is no manager")
    void care() {
        floor.lead(customer, "王芳", JYLW, ZHANG);
        assertThat(row(LI_QIANG).masked()).isTrue();
        assertThat(row(ZHANG_MIN).masked()).isFalse();
    }

    @Test
    @DisplayName(
            "G-8 by its card an account is found wherever it is, and of the person no more is shown than elsewhere")
    void byCard() {
        club.confirmed("WKH00000001");
        MemberAccountList accounts = accounts();
        assertThat(accounts.byCard(CardNumber.parse(" ｗkh00000001"), CASHIER)).hasValueSatisfying(row -> {
            assertThat(row.id()).isEqualTo(club.id);
            assertThat(row.masked()).isTrue();
        });
        assertThat(accounts.byCard(CardNumber.parse("WKH00000002"), MANAGER)).isEmpty();
    }

    @Test
    @DisplayName("members are found by card, by part of the name and by phone; by parts only by who may see the person")
    void search() {
        club.confirmed("WKH00000001");
        assertThat(listed(search("王"), MANAGER)).containsExactly(club.id);
        assertThat(listed(search("5678"), MANAGER)).containsExactly(club.id);
        assertThat(listed(search("wkh00000001"), MANAGER)).containsExactly(club.id);
        assertThat(listed(search("李"), MANAGER)).isEmpty();
        assertThat(listed(search("王"), LI_QIANG)).isEmpty();
        assertThat(listed(search("5678"), LI_QIANG)).isEmpty();
        assertThat(listed(search("138 1234 5678"), LI_QIANG)).containsExactly(club.id);
        assertThat(listed(search("WKH00000001"), LI_QIANG)).containsExactly(club.id);
        assertThat(listed(search("WKH00000001"), CASHIER)).isEmpty();
        assertThat(accounts().count(search("王"), MANAGER).value()).isEqualTo(1);
    }

    @Test
    @DisplayName("filters by project, level, state, balance, since when, and points about to expire")
    void filters() {
        club.confirmed("WKH00000001");
        club.awarded(PointsKind.VIEWING, JYLW, 100, "event-1", DAY);
        Club other = new Club(views.log, floor.customer("李雷", "13900000001"), JYLW).applies(club.id);
        assertThat(listed(balance(100L, null), MANAGER)).containsExactly(club.id);
        assertThat(listed(balance(null, 99L), MANAGER)).containsExactly(other.id);
        assertThat(listed(
                        new MemberAccountFilter(
                                Set.of(),
                                Set.of(WKC),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                null,
                                null,
                                null,
                                null,
                                null),
                        MANAGER))
                .isEmpty();
        assertThat(listed(
                        new MemberAccountFilter(
                                Set.of(),
                                Set.of(JYLW),
                                Set.of(),
                                Set.of(club.id),
                                Set.of(MembershipState.APPLIED),
                                Set.of(),
                                null,
                                null,
                                null,
                                null,
                                null),
                        MANAGER))
                .containsExactly(other.id);
        assertThat(listed(
                        new MemberAccountFilter(
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(MemberLevel.BLUE),
                                null,
                                null,
                                new TimeRange(Log.START, null),
                                null,
                                null),
                        MANAGER))
                .containsExactly(club.id);
        assertThat(listed(expiringBefore(DAY), MANAGER)).isEmpty();
        assertThat(listed(expiringBefore(DAY.plusDays(1)), MANAGER)).containsExactly(club.id);
    }

    private static MemberAccountFilter expiringBefore(LocalDate day) {
        return new MemberAccountFilter(
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, day, null);
    }

    @Test
    @DisplayName("every order pages through all accounts, debts among them, forward and back")
    void orders() {
        club.confirmed("WKH00000001");
        int award = club.awarded(PointsKind.VIEWING, JYLW, 100, "event-1", null);
        club.redeemed(JYLW, 100, "礼品");
        club.voided(award, "event-2");
        for (int i = 0; i < 3; i++) {
            Club more = new Club(views.log, floor.customer("客", "1390000001" + i), JYLW).applies(null);
            more.confirmed("WKH0000001" + i);
            more.awarded(PointsKind.JOIN, JYLW, 500 * i, "event-x" + i, null);
        }
        MemberAccountList accounts = accounts();
        for (MemberAccountOrder.Field field : MemberAccountOrder.Field.values()) {
            MemberAccountOrder order = new MemberAccountOrder(field, false);
            List<MemberAccountId> found = new ArrayList<>();
            Page<MemberAccountRow> page =
                    accounts.page(MemberAccountFilter.ALL, order, PageRequest.first(1, null), MANAGER);
            while (true) {
                page.rows().forEach(row -> found.add(row.id()));
                if (!page.hasNext()) {
                    break;
                }
                page = accounts.page(MemberAccountFilter.ALL, order, PageRequest.first(1, page.endCursor()), MANAGER);
            }
            assertThat(found).as("%s", field).hasSize(4).doesNotHaveDuplicates();
            assertThat(accounts.page(MemberAccountFilter.ALL, order, PageRequest.last(4, null), MANAGER)
                            .rows())
                    .extracting(MemberAccountRow::id)
                    .as("%s backward", field)
                    .isEqualTo(found);
        }
        assertThat(accounts.page(
                                MemberAccountFilter.ALL,
                                new MemberAccountOrder(MemberAccountOrder.Field.BALANCE, false),
                                PageRequest.first(1, null),
                                MANAGER)
                        .rows())
                .extracting(MemberAccountRow::balance)
                .containsExactly(-100L);
    }

    @Test
    @DisplayName("CUS-4 a merged customer's account is found under who stands for them, and comes back apart with them")
    void merged() {
        club.confirmed("WKH00000001");
        CustomerId survivor = floor.customer("王芳芳", "13900000001");
        for (CustomerId side : List.of(survivor, customer)) {
            views.log.append(
                    "manager",
                    side,
                    new CustomersMerged(side, survivor, customer, List.of(), List.of(), List.of(), null, "同一人"));
        }
        MemberAccountList accounts = accounts();
        Map<CustomerId, MemberAccountRow> found = accounts.of(List.of(survivor, customer), MANAGER);
        assertThat(found.get(survivor).id()).isEqualTo(club.id);
        assertThat(found.get(customer).id()).isEqualTo(club.id);
        assertThat(listed(search("王芳芳"), MANAGER)).containsExactly(club.id);

        for (CustomerId side : List.of(survivor, customer)) {
            views.log.append(
                    "manager",
                    side,
                    new CustomersUnmerged(side, survivor, customer, List.of(), List.of(), List.of(), null, "两个人"));
        }
        assertThat(accounts().of(List.of(survivor, customer), MANAGER)).containsOnlyKeys(customer);
        assertThat(listed(search("王芳芳"), MANAGER)).isEmpty();
    }

    @Test
    @DisplayName(
            "G-9 adjustments wait for somebody else than who asked, the oldest first, until they are decided or the account closes")
    void adjustments() {
        club.confirmed("WKH00000001");
        AdjustmentId first = club.adjustmentAsked("cashier", 50, "补登");
        AdjustmentId second = club.adjustmentAsked("manager", -20, "录错");
        AdjustmentId third = club.adjustmentAsked("cashier", 7, "活动");
        AdjustmentId last = club.adjustmentAsked("cashier", 8, "活动");
        club.adjusted(first, "cashier", 50, "补登");
        club.adjustmentRefused(third, "无凭据");
        accounts();
        PointsAdjustments adjustments = new PointsAdjustments(views.queryJdbc, views.vault, trail);
        PointsAdjustments.Wanted waiting =
                new PointsAdjustments.Wanted(Set.of(), Set.of(), Set.of(AdjustmentState.WAITING), false);
        assertThat(adjustments
                        .page(waiting, PageRequest.first(10, null), MANAGER)
                        .rows())
                .extracting(AdjustmentRow::id)
                .containsExactly(second, last);
        assertThat(adjustments
                        .page(
                                new PointsAdjustments.Wanted(
                                        Set.of(JYLW), Set.of(club.id), Set.of(AdjustmentState.WAITING), true),
                                PageRequest.first(10, null),
                                MANAGER)
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).isEqualTo("活动"));
        assertThat(adjustments.count(waiting, CASHIER).value()).isZero();

        club.closed("退会");
        accounts();
        PointsAdjustments.Wanted all = new PointsAdjustments.Wanted(Set.of(), Set.of(), Set.of(), false);
        assertThat(adjustments.page(all, PageRequest.first(10, null), MANAGER).rows())
                .extracting(AdjustmentRow::state)
                .containsExactly(
                        AdjustmentState.APPROVED,
                        AdjustmentState.LAPSED,
                        AdjustmentState.REFUSED,
                        AdjustmentState.LAPSED);
        assertThat(adjustments.page(all, PageRequest.first(10, null), LI_QIANG).rows())
                .allSatisfy(row -> {
                    assertThat(row.reason()).isNull();
                    assertThat(row.decision()).isNull();
                });
        assertThat(views.text(TABLES)).doesNotContain("活动", "无凭据");
    }

    @Test
    @DisplayName("how many members of each level there are, of the asker's projects")
    void distribution() {
        club.confirmed("WKH00000001");
        Club other = new Club(views.log, floor.customer("李雷", "13900000001"), WKC).applies(null);
        other.confirmed("WKH00000002");
        Club closed = new Club(views.log, floor.customer("李雷", "13900000002"), JYLW).applies(null);
        closed.confirmed("WKH00000003");
        closed.closed("退会");
        assertThat(accounts().levels(Set.of(), MANAGER))
                .containsExactly(new LevelCount(JYLW, "深圳", MemberLevel.BLUE, 1));
        assertThat(accounts().levels(Set.of(), AUDITOR)).hasSize(2);
        assertThat(accounts().levels(Set.of(new ProjectCode("WKC")), MANAGER)).isEmpty();
    }

    @Test
    @DisplayName("G-5 forgotten, its texts are gone and the rest stays; replayed twice it has the same rows")
    void forgotten() {
        club.confirmed("WKH00000001");
        club.cleared(WKC, "函");
        club.levelled(
                MemberLevel.BLUE,
                MemberLevel.GOLD,
                List.of(new LevelBasis(MemberLevel.GOLD, LevelGround.GRANT, 0, List.of(), 3)),
                "特批");
        club.adjustmentRefused(club.adjustmentAsked("cashier", 5, "补"), "不");
        club.closed("退");
        floor.forget(customer);
        MemberAccountRow row = row(MANAGER);
        assertThat(row.forgotten()).isTrue();
        assertThat(row.masked()).isFalse();
        assertThat(row.closing().reason()).isEqualTo("erased");
        assertThat(row.card()).isEqualTo(new CardNumber("WKH00000001"));
        String once = views.text(TABLES);
        projector.reset();
        assertThat(views.rows("view.member_account")).isEmpty();
        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLES)).isEqualTo(once);
    }

    @Test
    @DisplayName("a page costs as many statements for many accounts as for few")
    void statementsOfAPage() {
        club.confirmed("WKH00000001");
        for (int i = 0; i < 5; i++) {
            new Club(views.log, floor.customer("客", "1390000001" + i), JYLW).applies(null);
        }
        MemberAccountList accounts = accounts();
        views.querySource.statements();
        accounts.page(MemberAccountFilter.ALL, MemberAccountOrder.NEWEST_FIRST, PageRequest.first(2, null), MANAGER);
        int forFew = views.querySource.statements().size();
        accounts.page(MemberAccountFilter.ALL, MemberAccountOrder.NEWEST_FIRST, PageRequest.first(6, null), MANAGER);
        assertThat(views.querySource.statements()).hasSize(forFew);
    }
}
