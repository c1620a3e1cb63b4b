package io.kaipan.query.recordhistory;

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

import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.LevelGround;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.opportunity.InteractionId;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.Priority;
import io.kaipan.domain.project.CodedEntry;
import io.kaipan.domain.project.ProjectEvent.FollowUpLevelPolicySet;
import io.kaipan.domain.project.ProjectEvent.ProjectOpened;
import io.kaipan.domain.project.ProjectEvent.StagePolicySet;
import io.kaipan.domain.project.Stage;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.query.customerrecord.CustomerRecordsForTests;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.readtrail.ReadTrail;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.recordhistory.FieldChange.Visibility;
import io.kaipan.query.testing.Club;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordHistoryTest {
    private static final PageRequest ALL = PageRequest.first(50, null);

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final AtomicInteger reads = new AtomicInteger();

    /** The history as the log tells it now. */
    private RecordHistory history() {
        InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
        engine.appendEvents(views.log.read());
        ReadTrail trail = ReadTrailForTests.of(views.queryJdbc, views.clock);
        RecordStreams log = ids -> {
            reads.incrementAndGet();
            Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();
            for (String id : ids) {
                List<DomainEventMessage<?>> events =
                        new ArrayList<>(engine.readEvents(id, 0).asStream().toList());
                if (!events.isEmpty()) {
                    streams.put(id, events);
                }
            }
            return streams;
        };
        return new RecordHistory(log, CustomerRecordsForTests.projected(views), views.vault, trail);
    }

    private static Optional<Page<HistoryEntry>> read(
            RecordHistory history, HistoryRequest.Of record, PageRequest page, Actor actor) {
        HistoryRequest request = new HistoryRequest(record, page);
        return Optional.ofNullable(history.find(List.of(request), actor).get(request));
    }

    private Optional<Page<HistoryEntry>> read(HistoryRequest.Of record, Actor actor) {
        return read(history(), record, ALL, actor);
    }

    /** A lead of any customer: whose it is matters only for how soon it is read. */
    private static HistoryRequest.Of lead(LeadId lead) {
        return new HistoryRequest.Of.Lead(lead, new CustomerId(TypeId.of(CustomerId.PREFIX, lead.value())));
    }

    private List<HistoryEntry> ofLead(LeadId lead, Actor actor) {
        return read(lead(lead), actor).map(Page::rows).orElseThrow();
    }

    private static FieldChange open(String field, String before, String after) {
        return new FieldChange(field, before, after, Visibility.OPEN);
    }

    private static FieldChange masked(String field) {
        return new FieldChange(field, null, null, Visibility.MASKED);
    }

    @Test
    @DisplayName("G-4, CUS-3 a lead's history says who, when, what, before and after")
    void lead() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.edit(lead, customer, "四室", "B");
        floor.assign(lead, customer, LI);
        floor.close(lead, customer, "太贵");

        List<HistoryEntry> entries = ofLead(lead, MANAGER);
        assertThat(entries)
                .extracting(HistoryEntry::event)
                .containsExactly("LeadRegistered", "LeadEdited", "LeadAssigned", "LeadClosed");
        assertThat(entries).extracting(HistoryEntry::version).containsExactly(0L, 1L, 2L, 3L);

        HistoryEntry registered = entries.getFirst();
        assertThat(registered.user()).isEqualTo("reception");
        assertThat(registered.roles()).containsExactly("RECEPTION");
        assertThat(registered.command()).isEqualTo("RegisterLead");
        assertThat(registered.commandId()).isEqualTo("command-1");
        assertThat(registered.correlationId()).isEqualTo("request-1");
        assertThat(registered.causationId()).isEqualTo("command-1");
        assertThat(registered.recordedAt()).isEqualTo(Log.START.plus(Duration.ofMinutes(1)));
        assertThat(registered.changes())
                .contains(
                        open("customer", null, customer.value()),
                        open("topic", null, "三室两厅"),
                        open("contact.name", null, "李明"),
                        open("contact.phone", null, "+8613900001111"),
                        open("owner", null, "zhang.min"));

        assertThat(entries.get(1).changes())
                .containsExactly(
                        open("topic", "三室两厅", "四室"),
                        open("awarenessChannel", "网络", "路牌"),
                        open("followUpLevel", "A", "B"),
                        open("description", "开白色轿车", null),
                        open("contact.name", "李明", null),
                        open("contact.phone", "+8613900001111", null),
                        open("policyVersion", "4", "5"));
        assertThat(entries.get(2).reason()).isEqualTo("on leave");
        assertThat(entries.get(2).changes()).containsExactly(open("owner", "zhang.min", "li.qiang"));
        assertThat(entries.get(3).reason()).isEqualTo("PRICE");
        assertThat(entries.get(3).changes())
                .containsExactly(open("outcome", null, "UNQUALIFIED"), open("note", null, "太贵"));
    }

    @Test
    @DisplayName("G-10 a fact reported afterwards shows both times and its author, and is no change of the fact before")
    void facts() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.interact(lead, customer, true, Log.START.minus(Duration.ofDays(1)));
        views.log.append(
                "importer",
                lead,
                new LeadInteractionLogged(
                        lead, customer, null, "约周六看房", true, Log.START.minus(Duration.ofDays(9)), "陈杰"));

        List<HistoryEntry> entries = ofLead(lead, ZHANG_MIN);
        HistoryEntry imported = entries.get(2);
        assertThat(imported.occurredAt()).isEqualTo(Log.START.minus(Duration.ofDays(9)));
        assertThat(imported.recordedAt()).isEqualTo(Log.START.plus(Duration.ofMinutes(3)));
        assertThat(imported.originalAuthor()).isEqualTo("陈杰");
        assertThat(imported.user()).isEqualTo("importer");
        assertThat(imported.changes()).containsExactly(open("content", null, "约周六看房"), open("reached", null, "true"));
        assertThat(entries.get(1).changes())
                .containsExactly(
                        open("kind", null, "PHONE"), open("content", null, "约周六看房"), open("reached", null, "true"));
    }

    @Test
    @DisplayName("G-8 another consultant reads what changed, but no personal data; a stranger to the project nothing")
    void rights() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.edit(lead, customer, "四室", "B");
        floor.assign(lead, customer, LI);

        List<HistoryEntry> entries = ofLead(lead, ZHANG_MIN);
        assertThat(entries.get(1).changes())
                .contains(masked("topic"), masked("contact.phone"), open("followUpLevel", "A", "B"));
        assertThat(entries.get(2).reason()).isNull();
        assertThat(entries.toString()).doesNotContain("四室", "三室", "王芳", "李明", "139", "on leave", "白色");
        assertThat(ofLead(lead, ADMIN).toString()).doesNotContain("四室", "王芳");
        assertThat(ofLead(lead, LI_QIANG).toString()).contains("四室", "王芳", "on leave");

        Actor stranger = SalesFloor.actor("zhang.min", Set.of(Role.SALES_MANAGER), "WKC");
        assertThat(read(lead(lead), stranger)).isEmpty();
        assertThat(read(new HistoryRequest.Of.Customer(customer), stranger)).isEmpty();
        assertThat(read(lead(new LeadId("lead_01h455vb4pex5vsknk084sn02q")), ADMIN))
                .isEmpty();
    }

    @Test
    @DisplayName("CUS-3 a customer's history keeps the old values, phones and details among them")
    void customer() {
        CustomerDetails details = new CustomerDetails("a@b.cn", null, "深圳", null);
        CustomerId customer = floor.customer("zhang.min", "王芳", details, "13812345678");
        floor.rename(customer, "王方");
        floor.changeDetails(customer, new CustomerDetails(null, null, "广州", null), "13812345678", "13900002222");

        List<HistoryEntry> entries = read(new HistoryRequest.Of.Customer(customer), ZHANG_MIN)
                .orElseThrow()
                .rows();
        assertThat(entries.get(1).reason()).isEqualTo("misheard");
        assertThat(entries.get(1).changes()).containsExactly(open("name", "王芳", "王方"));
        assertThat(entries.get(2).changes())
                .containsExactly(
                        open("phones", "+8613812345678", "+8613812345678, +8613900002222"),
                        open("details.email", "a@b.cn", null),
                        open("details.address", "深圳", "广州"));
    }

    @Test
    @DisplayName("G-5 what can't be read any more says erased, and no word of it is left")
    void forgotten() {
        CustomerDetails details = new CustomerDetails("a@b.cn", null, "深圳", null);
        CustomerId customer = floor.customer("zhang.min", "王芳", details, "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.rename(customer, "王方");
        floor.edit(lead, customer, "四室", "B");
        OpportunityId opportunity = floor.qualify(lead, customer, JYLW, ZHANG);
        floor.forget(customer);

        List<HistoryEntry> ofCustomer = read(new HistoryRequest.Of.Customer(customer), AUDITOR)
                .orElseThrow()
                .rows();
        assertThat(ofCustomer)
                .extracting(HistoryEntry::event)
                .containsExactly("CustomerRegistered", "CustomerRenamed", "CustomerForgotten");
        assertThat(ofCustomer.getFirst().changes())
                .containsExactly(
                        new FieldChange("name", null, "erased", Visibility.ERASED),
                        new FieldChange("phones", null, "erased", Visibility.ERASED));
        assertThat(ofCustomer.get(1).changes())
                .containsExactly(new FieldChange("name", "erased", "erased", Visibility.ERASED));
        assertThat(ofCustomer.get(1).reason()).isEqualTo("erased");
        assertThat(ofCustomer.get(2).reason()).isEqualTo("asked for it");

        List<HistoryEntry> ofLead = ofLead(lead, AUDITOR);
        assertThat(ofLead.get(1).changes())
                .contains(
                        new FieldChange("topic", "erased", "erased", Visibility.ERASED),
                        open("followUpLevel", "A", "B"));
        String all = ofCustomer
                + ofLead.toString()
                + read(new HistoryRequest.Of.Opportunity(opportunity, customer), AUDITOR)
                        .orElseThrow();
        assertThat(all).doesNotContain("王", "138", "深圳", "a@b.cn", "四室", "李明", "有意向", "misheard");
        assertThat(views.rows("trail.personal_data_read")).isEmpty();
    }

    @Test
    @DisplayName(
            "LEA-3, OPP-3, OPP-4 an opportunity's timeline tells of its lead too, struck interactions stay readable,"
                    + " and its ownership says from whom to whom, when and why")
    void opportunity() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.interact(lead, customer, true, views.log.now());
        OpportunityId opportunity = floor.qualify(lead, customer, JYLW, ZHANG);
        InteractionId call = new InteractionId("interaction_01h455vb4pex5vsknk084sn02t");
        floor.happens(
                "zhang.min",
                new InteractionLogged(
                        opportunity,
                        customer,
                        call,
                        InteractionKind.PHONE,
                        "zhang.min",
                        null,
                        null,
                        "约看房",
                        null,
                        true,
                        Priority.NORMAL,
                        views.log.now(),
                        null,
                        null));
        floor.happens("zhang.min", new InteractionStruck(opportunity, customer, call, "记错客户"));
        floor.happens("manager", new OpportunityAssigned(opportunity, customer, ZHANG, LI, "张敏休假"));
        floor.interact(lead, customer, false, views.log.now().minusSeconds(3600));
        HistoryRequest.Of timeline = new HistoryRequest.Of.Timeline(opportunity, customer, lead, false);

        List<HistoryEntry> told = read(timeline, LI_QIANG).orElseThrow().rows();
        assertThat(told)
                .extracting(HistoryEntry::event)
                .containsExactly(
                        "LeadRegistered",
                        "LeadInteractionLogged",
                        "LeadQualified",
                        "OpportunityOpened",
                        "InteractionLogged",
                        "InteractionStruck",
                        "OpportunityAssigned",
                        "LeadInteractionLogged");
        assertThat(told.get(4).changes()).contains(open("subject", null, "约看房"));
        assertThat(told.get(5).reason()).isEqualTo("记错客户");
        assertThat(told.get(5).changes()).containsExactly(open("interaction", null, call.value()));

        Page<HistoryEntry> first =
                read(history(), timeline, PageRequest.first(5, null), LI_QIANG).orElseThrow();
        Page<HistoryEntry> rest = read(history(), timeline, PageRequest.first(5, first.endCursor()), LI_QIANG)
                .orElseThrow();
        assertThat(first.hasNext()).isTrue();
        assertThat(rest.rows()).isEqualTo(told.subList(5, 8));

        HistoryRequest.Of interactions = new HistoryRequest.Of.Timeline(opportunity, customer, lead, true);
        Page<HistoryEntry> contact = read(history(), interactions, PageRequest.first(2, null), LI_QIANG)
                .orElseThrow();
        assertThat(contact.rows()).containsExactly(told.get(1), told.get(4));
        assertThat(read(history(), interactions, PageRequest.first(2, contact.endCursor()), LI_QIANG)
                        .orElseThrow()
                        .rows())
                .as("what was struck stays, and what struck it")
                .containsExactly(told.get(5), told.get(7));

        assertThat(read(timeline, ZHANG_MIN).orElseThrow().toString())
                .as("who owned it once")
                .doesNotContain("王芳", "约看房", "休假");
        assertThat(read(timeline, SalesFloor.actor("x", Set.of(Role.SALES_MANAGER), "WKC")))
                .isEmpty();

        List<HistoryEntry> owners = read(new HistoryRequest.Of.Ownership(opportunity, customer), MANAGER)
                .orElseThrow()
                .rows();
        assertThat(owners).extracting(HistoryEntry::event).containsExactly("OpportunityOpened", "OpportunityAssigned");
        assertThat(owners.get(1).changes()).containsExactly(open("owner", "zhang.min", "li.qiang"));
        assertThat(owners.get(1).reason()).isEqualTo("张敏休假");
        assertThat(owners.get(1).user()).isEqualTo("manager");
    }

    @Test
    @DisplayName("G-11 a project's history compares each policy with its own version before, entry by entry")
    void project() {
        views.log.append("admin", JYLW.id(), new ProjectOpened(JYLW, "金域蓝湾", "深圳", null, "Asia/Shanghai"));
        LocalDate day = LocalDate.parse("2026-03-01");
        views.log.append(
                "manager",
                JYLW.id(),
                new StagePolicySet(
                        JYLW, 1, day, List.of(new Stage("S1", 10, null, null), new Stage("S2", 50, "意向", null))));
        views.log.append(
                "manager",
                JYLW.id(),
                new FollowUpLevelPolicySet(JYLW, 1, day, List.of(new CodedEntry("A", null, null))));
        views.log.append(
                "manager",
                JYLW.id(),
                new StagePolicySet(
                        JYLW,
                        2,
                        day.plusDays(1),
                        List.of(new Stage("S2", 60, "意向", null), new Stage("S1", 10, null, true))));

        List<HistoryEntry> entries =
                read(new HistoryRequest.Of.Project(JYLW), MANAGER).orElseThrow().rows();
        assertThat(entries.get(2).changes()).contains(open("version", null, "1"), open("levels", null, "A"));
        assertThat(entries.get(3).changes())
                .containsExactlyInAnyOrder(
                        open("version", "1", "2"),
                        open("effectiveFrom", "2026-03-01", "2026-03-02"),
                        open("stages", "S1, S2", "S2, S1"),
                        open("stages.S2.winProbability", "50", "60"),
                        open("stages.S1.retired", "false", "true"));
        assertThat(read(new HistoryRequest.Of.Project(JYLW), SalesFloor.actor("x", Set.of(Role.SALES_MANAGER), "WKC")))
                .isEmpty();
        assertThat(read(new HistoryRequest.Of.Project(WKC), MANAGER)).isEmpty();
    }

    @Test
    @DisplayName("a user's history is read by admins, auditors and themselves")
    void user() {
        floor.user(ZHANG, "张敏", List.of(Role.CONSULTANT), JYLW, WKC);

        assertThat(read(new HistoryRequest.Of.User(ZHANG), LI_QIANG)).isEmpty();
        assertThat(read(new HistoryRequest.Of.User(ZHANG), ADMIN)).isPresent();
        assertThat(read(new HistoryRequest.Of.User(ZHANG), AUDITOR)).isPresent();
        assertThat(read(new HistoryRequest.Of.User(ZHANG), ZHANG_MIN)
                        .orElseThrow()
                        .rows()
                        .getFirst()
                        .changes())
                .containsExactly(
                        open("displayName", null, "张敏"),
                        open("roles", null, "CONSULTANT"),
                        open("projects", null, "JYLW, WKC"));
    }

    @Test
    @DisplayName("a history comes in pages, forward and backward, each told with what came before it")
    void pages() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        for (String topic : List.of("一室", "二室", "三室", "四室")) {
            floor.edit(lead, customer, topic, "B");
        }
        RecordHistory history = history();

        Page<HistoryEntry> first = read(history, lead, PageRequest.first(2, null));
        assertThat(first.rows()).extracting(HistoryEntry::version).containsExactly(0L, 1L);
        assertThat(first.hasNext()).isTrue();
        assertThat(first.hasPrevious()).isFalse();
        Page<HistoryEntry> next = read(history, lead, PageRequest.first(9, first.endCursor()));
        assertThat(next.rows()).extracting(HistoryEntry::version).containsExactly(2L, 3L, 4L);
        assertThat(next.hasNext()).isFalse();
        assertThat(next.rows().getFirst().changes()).containsExactly(open("topic", "一室", "二室"));
        Page<HistoryEntry> last = read(history, lead, PageRequest.last(2, null));
        assertThat(last.rows()).extracting(HistoryEntry::version).containsExactly(3L, 4L);
        Page<HistoryEntry> before = read(history, lead, PageRequest.last(2, last.startCursor()));
        assertThat(before.rows()).extracting(HistoryEntry::version).containsExactly(1L, 2L);
        assertThat(before.hasPrevious()).isTrue();
        assertThat(before.hasNext()).isTrue();
    }

    private static Page<HistoryEntry> read(RecordHistory history, LeadId lead, PageRequest page) {
        return read(history, lead(lead), page, MANAGER).orElseThrow();
    }

    @Test
    @DisplayName("however many histories are asked for, the log, the keys and the trail are each asked once")
    void many() {
        List<HistoryRequest> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CustomerId customer = floor.customer("王芳", "138123456" + (10 + i));
            LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
            requests.add(new HistoryRequest(new HistoryRequest.Of.Lead(lead, customer), ALL));
            requests.add(new HistoryRequest(new HistoryRequest.Of.Lead(lead, customer), PageRequest.first(1, null)));
        }
        RecordHistory history = history();
        reads.set(0);
        views.querySource.statements();

        Map<HistoryRequest, Page<HistoryEntry>> found = history.find(requests, AUDITOR);

        assertThat(found).hasSize(40);
        assertThat(reads).hasValue(1);
        assertThat(views.querySource.statements()).hasSize(1).first().asString().contains("INSERT INTO trail");
        assertThat(views.rows("trail.personal_data_read")).hasSize(1);
    }

    @Test
    @DisplayName("G-8 an auditor's look at a history is written down")
    void trail() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);

        ofLead(lead, ZHANG_MIN);
        assertThat(views.rows("trail.personal_data_read")).isEmpty();
        ofLead(lead, AUDITOR);
        assertThat(views.rows("trail.personal_data_read")).singleElement().satisfies(row -> assertThat(row)
                .contains("lead history", customer.value()));
    }

    @Test
    @DisplayName(
            "PTS-1 a member account's history tells each entry with its uses, the level's bases, and masks reasons (G-8)")
    void membership() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        Club club = new Club(views.log, customer, JYLW).applies(null);
        String joined = club.confirmed("WKH00000001");
        int join = club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        club.redeemed(WKC, 450, "电饭煲");
        LevelBasis bought = new LevelBasis(MemberLevel.SILVER, LevelGround.SUBSCRIPTIONS, 1, List.of(join), 2);
        LevelBasis granted = new LevelBasis(MemberLevel.SILVER, LevelGround.GRANT, 0, List.of(), 2);
        club.levelled(MemberLevel.BLUE, MemberLevel.SILVER, List.of(granted, bought), "老业主");
        club.closed("移居");
        HistoryRequest.Of record = new HistoryRequest.Of.Membership(club.id, customer);

        List<HistoryEntry> entries = read(record, MANAGER).orElseThrow().rows();
        assertThat(entries)
                .extracting(HistoryEntry::event)
                .containsExactly(
                        "MembershipApplied",
                        "MembershipConfirmed",
                        "PointsAwarded",
                        "PointsRedeemed",
                        "LevelChanged",
                        "MembershipClosed");
        assertThat(entries.get(3).changes())
                .contains(
                        open("entry", null, "2"),
                        open("points", null, "450"),
                        open("uses", null, "1 450"),
                        open("purpose", null, "电饭煲"),
                        open("balance", null, "50"));
        assertThat(entries.get(4).reason()).isEqualTo("老业主");
        assertThat(entries.get(4).changes())
                .contains(open("level", "BLUE", "SILVER"))
                .extracting(FieldChange::field)
                .doesNotContain("previous");
        assertThat(entries.get(5).reason()).isEqualTo("移居");

        Actor guest = SalesFloor.actor("cashier", Set.of(Role.CASHIER), "WKC");
        List<HistoryEntry> masked = read(record, guest).orElseThrow().rows();
        assertThat(masked.toString()).doesNotContain("电饭煲", "老业主", "移居");
        assertThat(masked.get(3).changes()).contains(masked("purpose"), open("points", null, "450"));
        assertThat(read(record, SalesFloor.actor("x", Set.of(Role.SALES_MANAGER), "YZZ")))
                .isEmpty();

        floor.forget(customer);
        assertThat(read(record, AUDITOR).orElseThrow().rows().toString()).doesNotContain("电饭煲", "老业主", "移居");
    }
}
