package io.kaipan.query.opportunitylist;

import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.InteractionId;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.CoVisitorAdded;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpLevelSet;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpPlanned;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpReminded;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEdited;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEstimated;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityReopened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityWon;
import io.kaipan.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.kaipan.domain.opportunity.OpportunityEvent.VisitorReplaced;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.OpportunityState;
import io.kaipan.domain.opportunity.Priority;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpportunityListTest {
    private static final String TABLE = "view.opportunity_list";

    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new OpportunityListProjection(views.vault));
    private final OpportunityList opportunities = new OpportunityList(
            views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock), views.clock);
    private final CustomerId customer = floor.customer("王芳", "13812345678");
    private final LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
    private final OpportunityId id = floor.qualify(lead, customer, JYLW, ZHANG);

    @BeforeEach
    void project() {
        projector.project(views.log.read(), 3);
    }

    private List<OpportunityId> listed(OpportunityFilter filter) {
        return listed(filter, OpportunityOrder.NEWEST_FIRST, MANAGER);
    }

    private List<OpportunityId> listed(OpportunityFilter filter, OpportunityOrder order, Actor actor) {
        return opportunities.page(filter, order, PageRequest.first(10, null), actor).rows().stream()
                .map(OpportunityRow::id)
                .toList();
    }

    @Test
    @DisplayName("LEA-3 the opportunity points at its lead and carries over customer, channel and description")
    void opened() {
        OpportunityRow row = opportunities.find(id, ZHANG_MIN).orElseThrow();
        assertThat(row.name()).isEqualTo("王芳 对 金域蓝湾 有意向");
        assertThat(row.customer()).isEqualTo(customer);
        assertThat(row.lead()).isEqualTo(lead);
        assertThat(row.description()).isEqualTo("开白色轿车");
        assertThat(row.stage()).isEqualTo("S1");
        assertThat(row.winProbability()).isEqualTo(20);
        assertThat(row.owner().userName()).isEqualTo(ZHANG);
        assertThat(views.text(TABLE)).doesNotContain("王芳", "白色");
    }

    @Test
    @DisplayName("G-8 others in the project see it masked, strangers not at all, auditors on record")
    void masking() {
        OpportunityRow masked = opportunities.find(id, LI_QIANG).orElseThrow();
        assertThat(masked.masked()).isTrue();
        assertThat(masked.name()).isNull();
        assertThat(masked.description()).isNull();
        assertThat(opportunities.find(id, SalesFloor.actor("x", Set.of(Role.SALES_MANAGER), "WKC")))
                .isEmpty();
        assertThat(views.rows("trail.personal_data_read")).isEmpty();
        assertThat(opportunities.find(id, AUDITOR).orElseThrow().masked()).isFalse();
        assertThat(views.rows("trail.personal_data_read")).hasSize(1);
    }

    @Test
    @DisplayName("G-5 forgotten, it answers erased; replayed twice it has the same rows")
    void forgotten() {
        floor.forget(customer);
        projector.project(views.log.read(), 3);
        String once = views.text(TABLE);

        OpportunityRow row = opportunities.find(id, ZHANG_MIN).orElseThrow();
        assertThat(row.name()).isEqualTo("erased");
        assertThat(row.forgotten()).isTrue();
        assertThat(row.description()).isNull();
        assertThat(once).contains("\"name_sealed\": null");
        projector.reset();
        assertThat(views.rows(TABLE)).isEmpty();
        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLE)).isEqualTo(once);
    }

    /** What happens to the opportunity, up to what is read. */
    private OpportunityRow after(OpportunityEvent... events) {
        for (OpportunityEvent event : events) {
            floor.happens("zhang.min", event);
        }
        projector.reset();
        projector.project(views.log.read(), 3);
        return opportunities.find(id, ZHANG_MIN).orElseThrow();
    }

    private InteractionLogged logged(InteractionId interaction, boolean reached, Instant at) {
        return new InteractionLogged(
                id,
                customer,
                interaction,
                InteractionKind.PHONE,
                "zhang.min",
                null,
                null,
                "回访",
                null,
                reached,
                Priority.NORMAL,
                at,
                null,
                null);
    }

    private static InteractionId interaction(int number) {
        return new InteractionId("interaction_0000000000000000000000000" + number);
    }

    @Test
    @DisplayName("OPP-1, OPP-2 stage, probability, value, level and texts are those of the last events")
    void progress() {
        Instant moved = views.log.now();
        OpportunityRow row = after(
                new StageAdvanced(id, customer, "S1", "S2", 40, Duration.ofDays(1), moved, 4),
                new OpportunityEstimated(id, customer, Money.ofFen(123_456_789), DAY, 65, true),
                new FollowUpLevelSet(id, customer, "B", 4),
                new OpportunityEdited(id, customer, "三室", "路牌", null, 4));

        assertThat(row.stage()).isEqualTo("S2");
        assertThat(row.stageSince()).isEqualTo(moved);
        assertThat(row.winProbability()).isEqualTo(65);
        assertThat(row.probabilityOverridden()).isTrue();
        assertThat(row.estimatedValue()).isEqualTo(Money.ofFen(123_456_789));
        assertThat(row.closeDate()).isEqualTo(DAY);
        assertThat(row.followUpLevel()).isEqualTo("B");
        assertThat(row.name()).isEqualTo("三室");
        assertThat(row.description()).isNull();
        assertThat(row.version()).isEqualTo(4);
    }

    @Test
    @DisplayName("OPP-4 another owner sees it now, the one before masked, and nothing else has changed")
    void assigned() {
        OpportunityRow before = opportunities.find(id, ZHANG_MIN).orElseThrow();
        OpportunityRow masked = after(new OpportunityAssigned(id, customer, ZHANG, LI, "休假"));
        OpportunityRow row = opportunities.find(id, LI_QIANG).orElseThrow();

        assertThat(masked.masked()).isTrue();
        assertThat(row)
                .usingRecursiveComparison()
                .ignoringFields("owner", "version", "changedAt")
                .isEqualTo(before);
        assertThat(row.owner().userName()).isEqualTo(LI);
    }

    @Test
    @DisplayName("OPP-3, OPP-8 only who was reached counts as contact, and no more once that is struck")
    void contacts() {
        Instant first = views.log.now().plusSeconds(10);
        Instant second = first.plusSeconds(60);

        assertThat(after(logged(interaction(1), false, first)).lastContactAt()).isNull();
        assertThat(after(logged(interaction(2), true, first)).lastContactAt()).isEqualTo(first);
        assertThat(after(logged(interaction(3), true, second)).waitingSince()).isEqualTo(second);
        assertThat(after(new InteractionStruck(id, customer, interaction(3), "记错"))
                        .lastContactAt())
                .isEqualTo(first);
        assertThat(after(new InteractionStruck(id, customer, interaction(1), "记错"))
                        .lastContactAt())
                .isEqualTo(first);
        OpportunityRow row = after(new InteractionStruck(id, customer, interaction(2), "记错"));
        assertThat(row.lastContactAt()).isNull();
        assertThat(row.waitingSince()).isEqualTo(row.openedAt());
    }

    @Test
    @DisplayName("LEA-3, G-10 a contact that its lead reports late counts too")
    void lateContactOfLead() {
        Instant before = views.log.now().minusSeconds(5);
        floor.interact(lead, customer, true, before);
        floor.interact(lead, customer, false, before.plusSeconds(1));

        OpportunityRow row = after();

        assertThat(row.lastContactAt()).isEqualTo(before);
        assertThat(row.version()).isZero();
    }

    @Test
    @DisplayName("OPP-8 a planned follow-up stands until the customer is reached in that way")
    void planned() {
        Instant due = views.log.now().plus(Duration.ofDays(2));
        FollowUpPlanned plan = new FollowUpPlanned(id, customer, InteractionKind.PHONE, due, "回访看房感受");

        assertThat(after(plan).nextFollowUp())
                .isEqualTo(new OpportunityRow.NextFollowUp(InteractionKind.PHONE, due, "回访看房感受"));
        assertThat(opportunities.find(id, LI_QIANG).orElseThrow().nextFollowUp().subject())
                .isNull();
        assertThat(after(logged(interaction(1), false, due)).nextFollowUp()).isNotNull();
        assertThat(after(logged(interaction(2), true, due)).nextFollowUp()).isNull();
    }

    @Test
    @DisplayName("OPP-5 who came along and who comes now are shown to those who may see them")
    void visitors() {
        ContactPerson li = new ContactPerson("李明", PhoneNumber.parse("13900001111"));
        OpportunityRow row = after(
                new CoVisitorAdded(id, customer, li),
                new CoVisitorAdded(id, customer, new ContactPerson("王母", null)),
                new VisitorReplaced(id, customer, null, li, "先生接手"));

        OpportunityRow.Visitor shown = new OpportunityRow.Visitor("李明", "+8613900001111");
        assertThat(row.coVisitors()).containsExactly(shown, new OpportunityRow.Visitor("王母", null));
        assertThat(row.visitor()).isEqualTo(shown);
        OpportunityRow masked = opportunities.find(id, LI_QIANG).orElseThrow();
        assertThat(masked.coVisitors()).isEmpty();
        assertThat(masked.visitor()).isNull();
        assertThat(views.text(TABLE)).doesNotContain("李明", "王母", "13900001111");
    }

    @Test
    @DisplayName("OPP-7 lost, reopened and won: reason, time and who; the clock starts anew")
    void closing() {
        Instant lostAt = views.log.now();
        OpportunityRow lost =
                after(new OpportunityLost(id, customer, "S1", "PRICE", "中海国际", "首付不够", Duration.ZERO, lostAt, null, 4));
        assertThat(lost.state()).isEqualTo(OpportunityState.LOST);
        assertThat(lost.closing()).isEqualTo(new OpportunityRow.Closing("PRICE", "中海国际", "首付不够", lostAt, "zhang.min"));
        assertThat(opportunities.find(id, LI_QIANG).orElseThrow().closing().note())
                .isNull();

        Instant again = lostAt.plus(Duration.ofDays(60));
        OpportunityRow open = after(new OpportunityReopened(id, customer, "S1", 20, "又来电", again, 4));
        assertThat(open.state()).isEqualTo(OpportunityState.OPEN);
        assertThat(open.closing()).isNull();
        assertThat(open.waitingSince()).isEqualTo(again);

        OpportunityRow won = after(new OpportunityWon(id, customer, "S1", null, Duration.ZERO, again, null, 4));
        assertThat(won.state()).isEqualTo(OpportunityState.WON);
        assertThat(won.closing().reason()).isNull();
    }

    @Test
    @DisplayName("filters combine, every order goes both ways, and counts agree")
    void filters() {
        CustomerId second = floor.customer("赵强", "13800000002");
        LeadId other = floor.lead(second, "赵强", JYLW, LI);
        OpportunityId of = floor.qualify(other, second, JYLW, LI);
        floor.happens("li.qiang", new OpportunityEstimated(of, second, Money.ofFen(500), DAY, 20, false));
        floor.happens("li.qiang", new FollowUpLevelSet(of, second, "B", 4));
        after();

        assertThat(listed(OpportunityFilter.ALL)).containsExactly(of, id);
        for (OpportunityOrder.Field field : OpportunityOrder.Field.values()) {
            List<OpportunityId> up = listed(OpportunityFilter.ALL, new OpportunityOrder(field, false), MANAGER);
            List<OpportunityId> down = listed(OpportunityFilter.ALL, new OpportunityOrder(field, true), MANAGER);
            assertThat(up).as("%s", field).containsExactlyInAnyOrder(of, id).isEqualTo(down.reversed());
            PageRequest firstOne = PageRequest.first(1, null);
            var page = opportunities.page(OpportunityFilter.ALL, new OpportunityOrder(field, false), firstOne, MANAGER);
            var next = opportunities.page(
                    OpportunityFilter.ALL,
                    new OpportunityOrder(field, false),
                    PageRequest.first(1, page.endCursor()),
                    MANAGER);
            assertThat(next.rows().getFirst().id()).isEqualTo(up.getLast());
        }
        assertThat(listed(OpportunityFilter.builder()
                        .projects(Set.of(JYLW))
                        .customers(Set.of(second))
                        .states(Set.of(OpportunityState.OPEN))
                        .stages(Set.of("S1"))
                        .awarenessChannels(Set.of("网络"))
                        .followUpLevels(Set.of("B"))
                        .owner(new OwnerFilter.AnyOf(Set.of(LI)))
                        .openedAt(new TimeRange(views.clock.instant(), null))
                        .closeDate(DAY, DAY.plusDays(1))
                        .build()))
                .containsExactly(of);
        assertThat(listed(
                        OpportunityFilter.builder().followUpLevels(Set.of("A")).build()))
                .containsExactly(id);
        assertThat(listed(OpportunityFilter.builder()
                        .states(Set.of(OpportunityState.LOST))
                        .build()))
                .isEmpty();
        assertThat(listed(OpportunityFilter.builder().projects(Set.of(WKC)).build()))
                .isEmpty();
        assertThat(listed(OpportunityFilter.builder().closeDate(null, DAY).build()))
                .isEmpty();
        assertThat(listed(
                        OpportunityFilter.builder()
                                .owner(new OwnerFilter.Mine())
                                .build(),
                        OpportunityOrder.NEWEST_FIRST,
                        LI_QIANG))
                .containsExactly(of);
        assertThat(opportunities.count(OpportunityFilter.ALL, MANAGER).value()).isEqualTo(2);
    }

    @Test
    @DisplayName("OPP-2 the board counts and weighs what is open in each stage, in the projects of the asker only")
    void totals() {
        CustomerId second = floor.customer("赵强", "13800000002");
        OpportunityId of = floor.qualify(floor.lead(second, "赵强", JYLW, LI), second, JYLW, LI);
        CustomerId third = floor.customer("孙丽", "13800000003");
        OpportunityId gone = floor.qualify(floor.lead(third, "孙丽", JYLW, LI), third, JYLW, LI);
        floor.happens("li.qiang", new OpportunityEstimated(of, second, Money.ofFen(100_00), null, 50, true));
        floor.happens(
                "li.qiang",
                new OpportunityLost(gone, third, "S1", "PRICE", null, null, Duration.ZERO, views.log.now(), null, 4));
        after(new OpportunityEstimated(id, customer, Money.ofFen(200_01), null, 20, false));

        assertThat(opportunities.totals(OpportunityFilter.ALL, MANAGER))
                .containsExactly(new StageTotal("S1", 2, Money.ofFen(300_01), Money.ofFen(90_00)));
        assertThat(opportunities.totals(
                        OpportunityFilter.builder()
                                .owner(new OwnerFilter.Mine())
                                .build(),
                        LI_QIANG))
                .containsExactly(new StageTotal("S1", 1, Money.ofFen(100_00), Money.ofFen(50_00)));
        assertThat(opportunities.totals(
                        OpportunityFilter.ALL, SalesFloor.actor("x", Set.of(Role.SALES_MANAGER), "WKC")))
                .isEmpty();
    }

    private OpportunityRow reminded(FollowUpState state, Instant since, OpportunityEvent... before) {
        after(before);
        return after(new FollowUpReminded(id, customer, state, ZHANG, since, 3, 4));
    }

    @Test
    @DisplayName("OPP-8 an open one says how it stands on the clock; a contact silences it, and struck it goes on")
    void followUpState() {
        Instant opened = opportunities.find(id, ZHANG_MIN).orElseThrow().waitingSince();
        InteractionId call = interaction(7);
        assertThat(opportunities.find(id, ZHANG_MIN).orElseThrow().followUpState())
                .isEqualTo(FollowUpState.ON_TIME);

        assertThat(reminded(FollowUpState.OVERDUE, opened).followUpState()).isEqualTo(FollowUpState.OVERDUE);
        assertThat(listed(overdue())).containsExactly(id);
        assertThat(opportunities.count(overdue(), MANAGER).value()).isOne();

        OpportunityRow reached = after(logged(call, true, opened.plus(Duration.ofDays(2))));
        assertThat(reached.followUpState()).isEqualTo(FollowUpState.ON_TIME);
        assertThat(listed(overdue())).isEmpty();

        assertThat(reminded(FollowUpState.REMINDED, opened.plus(Duration.ofDays(2)))
                        .followUpState())
                .isEqualTo(FollowUpState.REMINDED);
        OpportunityRow struck = after(new InteractionStruck(id, customer, call, "记错"));
        assertThat(struck.followUpState())
                .as("what was given before the struck contact holds again")
                .isEqualTo(FollowUpState.OVERDUE);

        OpportunityRow lost =
                after(new OpportunityLost(id, customer, "S1", "价格过高", null, null, Duration.ofDays(1), opened, null, 4));
        assertThat(lost.followUpState()).isNull();
        assertThat(lost.daysSinceContact()).isNull();
        assertThat(listed(overdue())).isEmpty();
    }

    private static OpportunityFilter overdue() {
        return OpportunityFilter.builder()
                .followUpStates(Set.of(FollowUpState.OVERDUE))
                .build();
    }
}
