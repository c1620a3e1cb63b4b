package io.kaipan.query.leadlist;

import static io.kaipan.query.testing.SalesFloor.ADMIN;
import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadOutcome;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRefused;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadListTest {
    private static final String[] TABLES = {"view.lead_list", "view.lead_customer"};

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new LeadListProjection(views.vault));
    private final LeadList leads =
            new LeadList(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    private int projected;

    /** Brings the view up to date with the log. */
    private void project() {
        var events = views.log.read();
        projector.project(events.subList(projected, events.size()), 7);
        projected = events.size();
    }

    private LeadId lead(String name, String phone, @Nullable Actor owner) {
        CustomerId customer = floor.customer(name, phone);
        return floor.lead(customer, name, JYLW, owner == ZHANG_MIN ? ZHANG : owner == LI_QIANG ? LI : null);
    }

    private List<LeadId> found(String search, Actor actor) {
        LeadFilter filter = LeadFilter.builder().search(search).build();
        return leads.page(filter, LeadOrder.NEWEST_FIRST, PageRequest.first(50, null), actor).rows().stream()
                .map(LeadRow::id)
                .toList();
    }

    private List<LeadId> listed(LeadFilter.Builder filter, LeadOrder order) {
        return leads.page(filter.build(), order, PageRequest.first(50, null), MANAGER).rows().stream()
                .map(LeadRow::id)
                .toList();
    }

    @Test
    @DisplayName("LEA-1 a lead is shown as registered to its owner")
    void registered() {
        CustomerId customer = floor.customer("王芳", "138 1234 5678", "13900002222");
        LeadId id = floor.lead(customer, "王小芳", JYLW, ZHANG, "B", Instant.parse("2026-02-27T08:00:00Z"));
        project();

        LeadRow lead = leads.find(id, ZHANG_MIN).orElseThrow();
        assertThat(lead.version()).isZero();
        assertThat(lead.state()).isEqualTo(LeadState.ACTIVE);
        assertThat(lead.topic()).isEqualTo("三室两厅");
        assertThat(lead.project()).isEqualTo(JYLW);
        assertThat(lead.awarenessChannel()).isEqualTo("网络");
        assertThat(lead.followUpLevel()).isEqualTo("B");
        assertThat(lead.description()).isEqualTo("开白色轿车");
        assertThat(lead.customer())
                .isEqualTo(
                        new LeadRow.Customer(customer, "王芳", List.of("+8613812345678", "+8613900002222"), false, null));
        assertThat(lead.customer().phone()).isEqualTo("+8613812345678");
        assertThat(lead.nameGiven()).isEqualTo("王小芳");
        assertThat(lead.contact()).isEqualTo(new LeadRow.Contact("李明", "+8613900001111"));
        assertThat(lead.owner().userName()).isEqualTo(ZHANG);
        assertThat(lead.occurredAt()).isEqualTo("2026-02-27T08:00:00Z");
        assertThat(lead.lastContactAt()).isEqualTo("2026-02-27T08:00:00Z");
        assertThat(lead.registeredAt()).isEqualTo(Log.START.plus(Duration.ofMinutes(1)));
        assertThat(lead.registeredBy()).isEqualTo("reception");
        assertThat(lead.closing()).isNull();
        assertThat(lead.opportunity()).isNull();
        assertThat(lead.masked()).isFalse();
        assertThat(lead.forgotten()).isFalse();
    }

    @Test
    @DisplayName("a lead as lists show it says the same as the whole one, and what it doesn't know it doesn't say")
    void listed() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId id = floor.lead(customer, "王小芳", JYLW, ZHANG);
        project();

        LeadRow whole = leads.find(id, ZHANG_MIN).orElseThrow();
        LeadRow listed = leads.find(id, ZHANG_MIN, LeadExtent.LISTED).orElseThrow();
        assertThat(listed).isEqualTo(withoutDetails(whole));
        assertThat(leads.page(
                                LeadFilter.ALL,
                                LeadOrder.NEWEST_FIRST,
                                PageRequest.first(5, null),
                                ZHANG_MIN,
                                LeadExtent.LISTED)
                        .rows())
                .containsExactly(listed);
        assertThatThrownBy(listed::nameGiven).isInstanceOf(IllegalStateException.class);
    }

    private static LeadRow withoutDetails(LeadRow lead) {
        return new LeadRow(
                lead.id(),
                lead.version(),
                lead.state(),
                lead.topic(),
                lead.project(),
                lead.awarenessChannel(),
                lead.followUpLevel(),
                lead.description(),
                lead.customer(),
                lead.owner(),
                lead.occurredAt(),
                lead.registeredAt(),
                lead.lastContactAt(),
                lead.masked(),
                lead.forgotten(),
                null);
    }

    @Test
    @DisplayName("LEA-2 to LEA-5 a lead follows what happens to it")
    void follows() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId id = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.interact(id, customer, false, Log.START.plus(Duration.ofDays(5)));
        floor.interact(id, customer, true, Log.START.plus(Duration.ofDays(2)));
        floor.interact(id, customer, true, Log.START.minus(Duration.ofDays(2)));
        floor.edit(id, customer, "四室", null);
        floor.assign(id, customer, LI);
        floor.close(id, customer, "太贵");
        project();

        LeadRow closed = leads.find(id, LI_QIANG).orElseThrow();
        assertThat(closed.state()).isEqualTo(LeadState.UNQUALIFIED);
        assertThat(closed.version()).isEqualTo(6);
        assertThat(closed.topic()).isEqualTo("四室");
        assertThat(closed.awarenessChannel()).isEqualTo("路牌");
        assertThat(closed.followUpLevel()).isNull();
        assertThat(closed.description()).isNull();
        assertThat(closed.contact()).isNull();
        assertThat(closed.owner().userName()).isEqualTo(LI);
        assertThat(closed.lastContactAt()).isEqualTo(Log.START.plus(Duration.ofDays(2)));
        assertThat(closed.closing())
                .isEqualTo(new LeadRow.Closing(
                        LeadOutcome.UNQUALIFIED, "PRICE", null, null, "太贵", closed.changedAt(), "zhang.min"));

        floor.reactivate(id, customer);
        project();
        LeadRow active = leads.find(id, LI_QIANG).orElseThrow();
        assertThat(active.state()).isEqualTo(LeadState.ACTIVE);
        assertThat(active.closing()).isNull();

        OpportunityId opportunity = floor.qualify(id, customer, JYLW, LI);
        project();
        LeadRow qualified = leads.find(id, LI_QIANG).orElseThrow();
        assertThat(qualified.state()).isEqualTo(LeadState.QUALIFIED);
        assertThat(qualified.opportunity()).isEqualTo(opportunity);
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows, emptied before or not")
    void replayed() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId id = floor.lead(customer, "王小芳", JYLW, ZHANG);
        floor.rename(customer, "王方");
        floor.changeDetails(customer, null, "13812345678", "13700001111");
        floor.edit(id, customer, "四室", "C");
        floor.assign(id, customer, LI);
        floor.interact(id, customer, true, Log.START.plus(Duration.ofDays(2)));
        floor.close(id, customer, "太贵");
        floor.reactivate(id, customer);
        floor.qualify(id, customer, JYLW, LI);
        CustomerId forgotten = floor.customer("赵六", "13700001234");
        LeadId blank = floor.lead(forgotten, "赵六", WKC, null);
        floor.close(blank, forgotten, "不买了");
        floor.forget(forgotten);
        project();
        List<String> once = List.of(views.text(TABLES));

        projector.project(views.log.read(), 3);
        assertThat(List.of(views.text(TABLES))).isEqualTo(once);

        projector.reset();
        assertThat(views.text(TABLES)).doesNotContain("lead_");
        projector.project(views.log.read(), 1);
        assertThat(List.of(views.text(TABLES))).isEqualTo(once);
    }

    @Test
    @DisplayName("an event about a lead or customer that the view lacks is an error")
    void missing() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId id = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.edit(id, customer, "四室", "C");
        var events = views.log.read();

        assertThatThrownBy(() -> projector.project(events.subList(1, 2), 1)).hasRootCauseInstanceOf(MissingRow.class);
        projector.project(events.subList(0, 1), 1);
        assertThatThrownBy(() -> projector.project(events.subList(2, 3), 1)).hasRootCauseInstanceOf(MissingRow.class);
        assertThat(views.rows("view.lead_list")).isEmpty();
    }

    @Test
    @DisplayName("G-5 no personal data stands in the tables")
    void sealed() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId id = floor.lead(customer, "王小芳", JYLW, ZHANG);
        floor.close(id, customer, "太贵");
        project();

        assertThat(views.text(TABLES))
                .contains(id.value())
                .doesNotContain("王", "芳", "13812345678", "三室", "白色", "李明", "13900001111", "太贵");
    }

    @Test
    @DisplayName("G-5 a forgotten customer's lead answers erased, is found by nothing, and its rows are blank")
    void forgotten() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId id = floor.lead(customer, "王小芳", JYLW, ZHANG);
        floor.close(id, customer, "太贵");
        project();
        floor.forget(customer);
        // the key is gone before the view has heard of it
        assertThat(leads.find(id, ZHANG_MIN).orElseThrow().customer().name()).isEqualTo("erased");
        project();

        LeadRow lead = leads.find(id, ZHANG_MIN).orElseThrow();
        assertThat(lead.forgotten()).isTrue();
        assertThat(lead.masked()).isFalse();
        assertThat(lead.topic()).isEqualTo("erased");
        assertThat(lead.nameGiven()).isEqualTo("erased");
        assertThat(lead.customer()).isEqualTo(new LeadRow.Customer(customer, "erased", List.of(), true, null));
        assertThat(lead.customer().phone()).isEqualTo("erased");
        assertThat(lead.description()).isNull();
        assertThat(lead.contact()).isNull();
        assertThat(lead.closing().note()).isNull();
        assertThat(lead.closing().reason()).isEqualTo("PRICE");
        assertThat(leads.find(id, ZHANG_MIN, LeadExtent.LISTED)).contains(withoutDetails(lead));
        assertThat(found("王", ZHANG_MIN)).isEmpty();
        assertThat(found("13812345678", ZHANG_MIN)).isEmpty();
        assertThat(found("erased", ZHANG_MIN)).isEmpty();
        assertThat(views.text(TABLES)).contains("\"topic_sealed\": null", "\"tokens\": []", "\"name_sealed\": null");
    }

    @ParameterizedTest(name = "{0} owner {1}: visible {2}, seen {3}")
    @CsvSource({
        "CONSULTANT, zhang.min, true, true",
        "CONSULTANT, li.qiang, true, false",
        "CONSULTANT, , true, false",
        "RECEPTION, li.qiang, true, false",
        "CHANNEL, li.qiang, true, false",
        "CASHIER, li.qiang, true, false",
        "MARKETING, li.qiang, true, false",
        "SALES_MANAGER, li.qiang, true, true",
        "SALES_MANAGER, , true, true",
        "AUDITOR, li.qiang, true, true",
        "ADMIN, li.qiang, true, false",
    })
    @DisplayName("G-8 who sees what in a project they are bound to")
    void masking(Role role, @Nullable String owner, boolean visible, boolean seen) {
        CustomerId customer = floor.customer("欧阳娜", "13812345678");
        LeadId id = floor.lead(customer, "欧阳", JYLW, owner == null ? null : new UserName(owner));
        floor.close(id, customer, "太贵");
        project();
        Actor asker = SalesFloor.actor("zhang.min", Set.of(role), "JYLW");

        LeadRow lead = leads.find(id, asker).orElse(null);
        assertThat(lead != null).isEqualTo(visible);
        assertThat(lead.masked()).isEqualTo(!seen);
        assertThat(lead.customer().name()).isEqualTo(seen ? "欧阳娜" : "欧*");
        assertThat(lead.customer().phone()).isEqualTo(seen ? "+8613812345678" : "138****5678");
        assertThat(lead.nameGiven()).isEqualTo(seen ? "欧阳" : "欧*");
        assertThat(lead.topic()).isEqualTo(seen ? "三室两厅" : null);
        assertThat(lead.description()).isEqualTo(seen ? "开白色轿车" : null);
        assertThat(lead.contact() != null).isEqualTo(seen);
        assertThat(lead.closing().note()).isEqualTo(seen ? "太贵" : null);
        assertThat(lead.closing().reason()).isEqualTo("PRICE");
        assertThat(leads.find(id, asker, LeadExtent.LISTED)).contains(withoutDetails(lead));
        assertThat(found("阳", asker).isEmpty()).isEqualTo(!seen);
        assertThat(found("13812345678", asker)).containsExactly(id);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ADMIN", "AUDITOR"})
    @DisplayName("G-8 a project that the asker is not bound to doesn't appear, by whatever way")
    void unbound(Role role) {
        LeadId id = lead("王芳", "13812345678", ZHANG_MIN);
        project();
        Actor stranger = SalesFloor.actor("zhang.min", Set.of(role), "WKC");

        assertThat(leads.find(id, stranger)).isEmpty();
        assertThat(found("王芳", stranger)).isEmpty();
        assertThat(found("13812345678", stranger)).isEmpty();
        assertThat(leads.count(LeadFilter.ALL, stranger)).isEqualTo(new CappedCount(0, false));
        assertThat(leads.countByState(LeadFilter.ALL, stranger).active().value())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "芳",
                "王",
                "小芳",
                "王小芳",
                " 王 小 芳 ",
                "Wang",
                "wang f",
                "ＷＡＮＧ",
                "5678",
                "345678",
                "138 1234-5678",
                "+86 138 1234 5678",
                "008613812345678",
                "１３８１２３４５６７８"
            })
    @DisplayName("search finds by any part of the name and by phone, however typed")
    void search(String typed) {
        LeadId id = lead("王小芳 Wang Fang", "13812345678", ZHANG_MIN);
        lead("张三", "13700001111", ZHANG_MIN);
        project();

        assertThat(found(typed, ZHANG_MIN)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"芳王", "王芳", "李", "678", "9999", "13812345679", "wangfangwang", "%", "_", "'"})
    @DisplayName("search does not find what isn't there")
    void searchMisses(String typed) {
        lead("王小芳 Wang Fang", "13812345678", ZHANG_MIN);
        project();

        assertThat(found(typed, ZHANG_MIN)).isEmpty();
    }

    @Test
    @DisplayName("search finds the name given with the lead and the customer's present name, not a former one")
    void searchNames() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId id = floor.lead(customer, "老王", JYLW, ZHANG);
        project();
        floor.rename(customer, "黄芳");
        floor.changeDetails(customer, null, "13700001111");
        project();

        assertThat(found("老王", ZHANG_MIN)).containsExactly(id);
        assertThat(found("黄", ZHANG_MIN)).containsExactly(id);
        assertThat(found("王芳", ZHANG_MIN)).isEmpty();
        assertThat(found("13700001111", ZHANG_MIN)).containsExactly(id);
        assertThat(found("13812345678", ZHANG_MIN)).isEmpty();
    }

    @Test
    @DisplayName(
            "a name that has the parts of the text but not the text is no match, and the page is full all the same")
    void searchExactly() {
        LeadId first = lead("甲乙丙", "13812340001", ZHANG_MIN);
        IntStream.range(0, 6).forEach(i -> lead("乙丙甲乙", "1381234010" + i, ZHANG_MIN));
        LeadId last = lead("甲乙丙", "13812340003", ZHANG_MIN);
        project();
        LeadFilter filter = LeadFilter.builder().search("甲乙丙").build();

        Page<LeadRow> page = leads.page(filter, LeadOrder.NEWEST_FIRST, PageRequest.first(2, null), ZHANG_MIN);
        assertThat(page.rows()).extracting(LeadRow::id).containsExactly(last, first);
        assertThat(page.hasNext()).isFalse();
    }

    @Test
    @DisplayName(
            "G-8, CUS-2 another's customer is found by the whole number only, so that nobody can spell out the rest")
    void searchIsNoOracle() {
        LeadId others = lead("王小芳", "13812345678", LI_QIANG);
        project();

        assertThat(found("小", ZHANG_MIN)).isEmpty();
        assertThat(found("王", ZHANG_MIN)).isEmpty();
        assertThat(found("5678", ZHANG_MIN)).isEmpty();
        assertThat(found("8123-45678", ZHANG_MIN)).isEmpty();
        assertThat(leads.count(LeadFilter.builder().search("小").build(), ZHANG_MIN)
                        .value())
                .isZero();
        assertThat(found("13812345678", ZHANG_MIN)).containsExactly(others);
        assertThat(leads.find(others, ZHANG_MIN).orElseThrow().customer().name())
                .isEqualTo("王*");
    }

    @Test
    @DisplayName("filters choose by state, project, owner, channel, level, customer and time, all of them together")
    void filters() {
        Instant day = Instant.parse("2026-02-01T00:00:00Z");
        CustomerId wang = floor.customer("王芳", "13812340001");
        LeadId a = floor.lead(wang, "王芳", JYLW, ZHANG, "A", day);
        CustomerId li = floor.customer("李雷", "13812340002");
        LeadId b = floor.lead(li, "李雷", JYLW, LI, "B", day.plus(Duration.ofDays(1)));
        CustomerId han = floor.customer("韩梅", "13812340003");
        LeadId c = floor.lead(han, "韩梅", JYLW, null, null, day.plus(Duration.ofDays(2)));
        floor.edit(b, li, "四室", "B");
        floor.close(c, han, "太贵");
        project();
        LeadOrder order = new LeadOrder(LeadOrder.Field.REGISTERED_AT, false);

        assertThat(listed(LeadFilter.builder(), order)).containsExactly(a, b, c);
        assertThat(listed(LeadFilter.builder().states(Set.of(LeadState.UNQUALIFIED)), order))
                .containsExactly(c);
        assertThat(listed(LeadFilter.builder().states(Set.of(LeadState.ACTIVE, LeadState.UNQUALIFIED)), order))
                .containsExactly(a, b, c);
        assertThat(listed(LeadFilter.builder().projects(Set.of(WKC)), order)).isEmpty();
        assertThat(listed(LeadFilter.builder().owner(new OwnerFilter.AnyOf(Set.of(LI))), order))
                .containsExactly(b);
        assertThat(listed(LeadFilter.builder().owner(new OwnerFilter.Nobody()), order))
                .containsExactly(c);
        assertThat(listed(LeadFilter.builder().owner(new OwnerFilter.Somebody()), order))
                .containsExactly(a, b);
        assertThat(listed(LeadFilter.builder().owner(new OwnerFilter.Mine()), order))
                .isEmpty();
        assertThat(listed(LeadFilter.builder().awarenessChannels(Set.of("路牌")), order))
                .containsExactly(b);
        assertThat(listed(LeadFilter.builder().followUpLevels(Set.of("A", "C")), order))
                .containsExactly(a);
        assertThat(listed(LeadFilter.builder().customers(Set.of(wang)), order)).containsExactly(a);
        assertThat(listed(LeadFilter.builder().ids(Set.of(a, c)), order)).containsExactly(a, c);
        TimeRange second = new TimeRange(day.plus(Duration.ofDays(1)), day.plus(Duration.ofDays(2)));
        assertThat(listed(LeadFilter.builder().occurredAt(second), order)).containsExactly(b);
        assertThat(listed(LeadFilter.builder().lastContactAt(second), order)).containsExactly(b);
        assertThat(listed(LeadFilter.builder().registeredAt(new TimeRange(Log.START.plusSeconds(180), null)), order))
                .containsExactly(b, c);
        assertThat(listed(
                        LeadFilter.builder()
                                .states(Set.of(LeadState.ACTIVE))
                                .followUpLevels(Set.of("B"))
                                .search("李"),
                        order))
                .containsExactly(b);
        LeadCounts counts = leads.countByState(
                LeadFilter.builder().states(Set.of(LeadState.QUALIFIED)).build(), MANAGER);
        assertThat(counts)
                .isEqualTo(new LeadCounts(
                        new CappedCount(2, false), new CappedCount(0, false), new CappedCount(1, false)));
    }

    @ParameterizedTest
    @EnumSource(LeadOrder.Field.class)
    @DisplayName("every order goes through the whole list in pages, both ways and in both directions")
    void orders(LeadOrder.Field field) {
        Instant day = Instant.parse("2026-02-01T00:00:00Z");
        String[] levels = {"B", null, "A", "B", null, "C", "A"};
        for (int i = 0; i < levels.length; i++) {
            CustomerId customer = floor.customer("王" + i, "1381234000" + i);
            // pairs share an instant, so that ties must be broken
            LeadId id = floor.lead(customer, "王", JYLW, ZHANG, levels[i], day.plus(Duration.ofDays(7 * i % 4)));
            if (i % 3 == 0) {
                floor.interact(id, customer, true, day.plus(Duration.ofDays(10)));
            }
        }
        project();
        LeadOrder up = new LeadOrder(field, false);
        LeadOrder down = new LeadOrder(field, true);

        List<LeadId> all = listed(LeadFilter.builder(), up);
        assertThat(all).hasSize(levels.length).doesNotHaveDuplicates();
        assertThat(listed(LeadFilter.builder(), down)).isEqualTo(all.reversed());
        assertThat(turnForward(up)).isEqualTo(all);
        assertThat(turnForward(down)).isEqualTo(all.reversed());
        assertThat(turnBackward(up)).isEqualTo(all);
        assertThat(turnBackward(down)).isEqualTo(all.reversed());
        if (field == LeadOrder.Field.FOLLOW_UP_LEVEL) {
            List<LeadRow> rows = leads.page(LeadFilter.ALL, up, PageRequest.first(50, null), MANAGER)
                    .rows();
            assertThat(rows).extracting(LeadRow::followUpLevel).containsExactly("A", "A", "B", "B", "C", null, null);
        }
    }

    private List<LeadId> turnForward(LeadOrder order) {
        List<LeadId> seen = new ArrayList<>();
        Page<LeadRow> page = leads.page(LeadFilter.ALL, order, PageRequest.first(2, null), MANAGER);
        assertThat(page.hasPrevious()).isFalse();
        page.rows().forEach(row -> seen.add(row.id()));
        while (page.hasNext() && seen.size() < 100) {
            page = leads.page(LeadFilter.ALL, order, PageRequest.first(2, page.endCursor()), MANAGER);
            assertThat(page.hasPrevious()).isTrue();
            page.rows().forEach(row -> seen.add(row.id()));
        }
        return seen;
    }

    private List<LeadId> turnBackward(LeadOrder order) {
        List<LeadId> seen = new ArrayList<>();
        Page<LeadRow> page = leads.page(LeadFilter.ALL, order, PageRequest.last(2, null), MANAGER);
        assertThat(page.hasNext()).isFalse();
        seen.addAll(0, page.rows().stream().map(LeadRow::id).toList());
        while (page.hasPrevious() && seen.size() < 100) {
            page = leads.page(LeadFilter.ALL, order, PageRequest.last(2, page.startCursor()), MANAGER);
            assertThat(page.hasNext()).isTrue();
            seen.addAll(0, page.rows().stream().map(LeadRow::id).toList());
        }
        return seen;
    }

    @Test
    @DisplayName("a page goes on where the one before ended, whatever came or went in between")
    void stable() {
        List<LeadId> old = IntStream.range(0, 6)
                .mapToObj(i -> lead("王" + i, "1381234000" + i, ZHANG_MIN))
                .toList();
        project();
        Page<LeadRow> first = leads.page(LeadFilter.ALL, LeadOrder.NEWEST_FIRST, PageRequest.first(3, null), MANAGER);
        assertThat(first.rows()).extracting(LeadRow::id).containsExactly(old.get(5), old.get(4), old.get(3));

        lead("新", "13812349999", ZHANG_MIN);
        project();
        Page<LeadRow> second =
                leads.page(LeadFilter.ALL, LeadOrder.NEWEST_FIRST, PageRequest.first(3, first.endCursor()), MANAGER);
        assertThat(second.rows()).extracting(LeadRow::id).containsExactly(old.get(2), old.get(1), old.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "UkVHSVNURVJFRF9BVCBkb3duCmxlYWQKbm90LWEtdGltZQ", "AAAA"})
    @DisplayName("a cursor that is none is refused")
    void cursors(String cursor) {
        assertThatThrownBy(
                        () -> leads.page(LeadFilter.ALL, LeadOrder.NEWEST_FIRST, PageRequest.first(3, cursor), MANAGER))
                .isInstanceOfSatisfying(PageRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(PageRefused.Reason.CURSOR_INVALID));
    }

    @Test
    @DisplayName("a cursor of another order is refused")
    void cursorOfAnotherOrder() {
        lead("王芳", "13812345678", ZHANG_MIN);
        project();
        String cursor = leads.page(LeadFilter.ALL, LeadOrder.NEWEST_FIRST, PageRequest.first(1, null), MANAGER)
                .endCursor();
        LeadOrder other = new LeadOrder(LeadOrder.Field.CHANGED_AT, true);
        assertThatThrownBy(() -> leads.page(LeadFilter.ALL, other, PageRequest.first(1, cursor), MANAGER))
                .isInstanceOf(PageRefused.class);
    }

    @Test
    @DisplayName("the statements for a page don't grow with the page")
    void statements() {
        IntStream.range(0, 120)
                .forEach(i -> lead("王" + i, "138" + (10_000_000 + i), i % 2 == 0 ? ZHANG_MIN : LI_QIANG));
        project();
        views.querySource.statements();
        views.vault.lookups();

        leads.page(LeadFilter.ALL, LeadOrder.NEWEST_FIRST, PageRequest.first(2, null), AUDITOR);
        int small = views.querySource.statements().size() + views.vault.lookups();
        Page<LeadRow> page = leads.page(LeadFilter.ALL, LeadOrder.NEWEST_FIRST, PageRequest.first(100, null), AUDITOR);
        int large = views.querySource.statements().size() + views.vault.lookups();
        assertThat(page.rows()).hasSize(100);
        assertThat(large).isEqualTo(small).isEqualTo(3); // the rows, their keys, the trail

        leads.find(page.rows().stream().map(LeadRow::id).toList(), ZHANG_MIN);
        assertThat(views.querySource.statements().size() + views.vault.lookups())
                .isEqualTo(2);
        leads.countByState(LeadFilter.ALL, ZHANG_MIN);
        assertThat(views.querySource.statements()).hasSize(1);
    }

    @Test
    @DisplayName("G-8 what an auditor is shown is written down, and only that")
    void trail() {
        LeadId id = lead("王芳", "13812345678", ZHANG_MIN);
        CustomerId forgotten = floor.customer("赵六", "13700001234");
        LeadId blank = floor.lead(forgotten, "赵六", JYLW, null);
        floor.forget(forgotten);
        project();

        leads.find(id, ZHANG_MIN);
        leads.find(id, ADMIN);
        leads.find(blank, AUDITOR);
        assertThat(views.rows("trail.personal_data_read")).isEmpty();
        leads.find(List.of(id, blank), AUDITOR);
        assertThat(views.rows("trail.personal_data_read")).singleElement().satisfies(row -> assertThat(row)
                .contains("auditor", "AUDITOR", "leads")
                .contains(
                        leads.find(id, ZHANG_MIN).orElseThrow().customer().id().value())
                .doesNotContain(forgotten.value()));
    }
}
