package io.kaipan.query.projection;

import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.InteractionId;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.Priority;
import io.kaipan.domain.shared.Relation;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.query.customerrecord.CustomerRecordsForTests;
import io.kaipan.query.leadlist.LeadListForTests;
import io.kaipan.query.opportunitylist.OpportunityListForTests;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

class BulkRowsTest {
    private static final int NEXT = 2;
    private static final int PAGE = 20;

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final JdbcTemplate owner = new JdbcTemplate(views.database.owner());
    private List<Table<?>> made = List.of();

    @BeforeEach
    void aSalesFloorWithAHistory() {
        Random random = new Random(7);
        List<CustomerId> customers = new ArrayList<>();
        List<LeadId> leads = new ArrayList<>();
        List<CustomerId> owners = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            CustomerId customer = floor.customer("王芳" + i, "138%08d".formatted(i));
            customers.add(customer);
            for (int lead = 0; lead < 1 + i % 2; lead++) {
                leads.add(floor.lead(customer, "王芳", lead == 0 ? JYLW : WKC, ZHANG));
                owners.add(customer);
            }
        }
        for (int i = 0; i < 150; i++) {
            int one = random.nextInt(leads.size());
            switch (random.nextInt(6)) {
                case 0 -> floor.assign(leads.get(one), owners.get(one), LI);
                case 1 -> floor.edit(leads.get(one), owners.get(one), "四室" + i, "C");
                case 2 ->
                    floor.interact(
                            leads.get(one),
                            owners.get(one),
                            true,
                            views.log.now().minus(Duration.ofNanos(1_500)));
                case 3 -> floor.rename(customers.get(i % customers.size()), "李\0明" + i);
                case 4 -> floor.close(leads.get(one), owners.get(one), "太贵 \\ \"x\"");
                default -> workOn(floor.qualify(leads.get(one), owners.get(one), JYLW, LI), owners.get(one), i);
            }
        }
        for (int i = 0; i < 6; i++) {
            CustomerId customer = customers.get(i);
            CustomerId relative = customers.get(i + 6);
            views.log.append("zhang.min", customer, new RelativeLinked(customer, relative, Relation.SPOUSE, "结婚证" + i));
            if (i % 2 == 0) {
                views.log.append("manager", customer, new RelativeLinkApproved(customer, relative));
            }
        }
        floor.forget(customers.get(3));
        floor.forget(customers.get(4));
    }

    private void workOn(OpportunityId opportunity, CustomerId customer, int number) {
        InteractionId call = new InteractionId(TypeId.of(InteractionId.PREFIX, new UUID(number, 0)));
        floor.happens(
                "li.qiang",
                new InteractionLogged(
                        opportunity,
                        customer,
                        call,
                        InteractionKind.PHONE,
                        "li.qiang",
                        null,
                        null,
                        "回访",
                        null,
                        true,
                        Priority.NORMAL,
                        views.log.now(),
                        null,
                        null));
        if (number % 2 == 0) {
            floor.happens("li.qiang", new InteractionStruck(opportunity, customer, call, "记错"));
        }
        floor.happens("manager", new OpportunityAssigned(opportunity, customer, LI, ZHANG, "休假"));
    }

    @AfterEach
    void dropTheNextGeneration() {
        made.forEach(table -> owner.execute("SELECT view.drop_generation('" + table.name() + "', " + NEXT + ")"));
    }

    static Stream<Arguments> views() {
        return Stream.of(1, 7, 60, 100_000)
                .flatMap(most -> Stream.of(
                        Arguments.of("lead-list", most),
                        Arguments.of("customer-record", most),
                        Arguments.of("opportunity-list", most)));
    }

    private Projection projection(String view) {
        return switch (view) {
            case "lead-list" -> LeadListForTests.projection(views);
            case "customer-record" -> CustomerRecordsForTests.projection(views);
            default -> OpportunityListForTests.projection(views);
        };
    }

    @ParameterizedTest
    @MethodSource("views")
    @DisplayName(
            "AUD-5 in bulk the same events come to the same rows as batch by batch, however few rows fit into memory")
    void same(String view, int mostRows) throws SQLException {
        Projection projection = projection(view);
        views.projector(projection).project(views.log.read(), 13);

        bulk(projection, mostRows);

        for (Table<?> table : projection.tables()) {
            assertThat(views.rows(table.in(1))).isNotEmpty();
            assertThat(views.rows(table.in(NEXT))).isEqualTo(views.rows(table.in(1)));
        }
    }

    @Test
    @DisplayName("what an event that fails has changed is taken back")
    void takesBack() throws SQLException {
        Projection projection = projection("lead-list");
        Projection failing = new Failing(projection);
        make(projection);
        try (Connection connection = views.projectionSource.getConnection();
                BulkRows rows = new BulkRows(failing, connection, NEXT, 100_000)) {
            for (Recorded recorded : recorded(projection)) {
                if (recorded.version() == 0) {
                    rows.fold(recorded);
                } else {
                    assertThatThrownBy(() -> rows.fold(recorded)).isInstanceOf(IllegalStateException.class);
                }
            }
            rows.write();
        }

        views.projector(projection)
                .project(
                        views.log.read().stream()
                                .filter(event -> event.getSequenceNumber() == 0)
                                .toList(),
                        10);
        for (Table<?> table : projection.tables()) {
            assertThat(views.rows(table.in(NEXT))).isEqualTo(views.rows(table.in(1)));
        }
    }

    @Test
    @DisplayName("a generation keeps the columns it was made with: later ones are not written to it, and read as null")
    void columns() throws SQLException {
        Projection projection = projection("opportunity-list");
        owner.execute("ALTER TABLE shape.opportunity_list ADD COLUMN probability_given integer");
        try {
            make(projection);
        } finally {
            owner.execute("ALTER TABLE shape.opportunity_list DROP COLUMN probability_given");
        }
        Table<String> later = Table.<String>named("opportunity_list", "opportunity_id")
                .text("opportunity_id", row -> row)
                .integerOrNull("probability_given", String::length)
                .reads(row -> row.getString("opportunity_id") + " " + row.getObject("probability_given"));
        owner.execute("""
                DO $$
                DECLARE
                    c record;
                BEGIN
                    FOR c IN SELECT attname FROM pg_attribute
                        WHERE attrelid = 'view.opportunity_list_g2'::regclass AND attnum > 1 LOOP
                        EXECUTE format('ALTER TABLE view.opportunity_list_g2 ALTER %I DROP NOT NULL', c.attname);
                    END LOOP;
                END $$""");
        try (Connection connection = views.projectionSource.getConnection()) {
            CopiedTables tables = new CopiedTables(connection, NEXT);
            tables.write(later, List.of("opp_a"), List.of());
            tables.write(later, List.of(), List.of("opp_bb"));
            assertThat(tables.byKey(later, List.of("opp_a", "opp_bb")))
                    .containsExactlyInAnyOrder("opp_a 5", "opp_bb 6");
        }
        views.projector(projection).project(views.log.read(), 13);
        GenerationTables old = new GenerationTables(new NamedParameterJdbcTemplate(views.projectionSource), 1);
        String known = old.byKey(later, keys("view.opportunity_list_g1")).getFirst();
        assertThat(known).endsWith(" null");
    }

    private List<String> keys(String table) {
        return owner.queryForList("SELECT opportunity_id FROM " + table, String.class);
    }

    /** Does all that another does, and fails afterwards but for the first event of a record. */
    private record Failing(Projection other) implements Projection {
        @Override
        public String view() {
            return other.view();
        }

        @Override
        public List<Table<?>> tables() {
            return other.tables();
        }

        @Override
        public List<Class<?>> events() {
            return other.events();
        }

        @Override
        public void fold(Recorded event, Rows rows) {
            other.fold(event, rows);
            if (event.version() > 0) {
                throw new IllegalStateException("too late");
            }
        }

        @Override
        public void foresee(Object event, Wanted wanted) {
            other.foresee(event, wanted);
        }
    }

    private void make(Projection projection) {
        made = projection.tables();
        made.forEach(table -> owner.execute("SELECT view.create_generation('" + table.name() + "', " + NEXT + ")"));
    }

    private void bulk(Projection projection, int mostRows) throws SQLException {
        make(projection);
        List<Recorded> events = recorded(projection);
        try (Connection connection = views.projectionSource.getConnection();
                BulkRows rows = new BulkRows(projection, connection, NEXT, mostRows)) {
            for (int from = 0; from < events.size(); from += PAGE) {
                List<Recorded> page = events.subList(from, Math.min(events.size(), from + PAGE));
                rows.foresee(page);
                page.forEach(rows::fold);
                rows.makeRoom();
            }
            rows.write();
        }
    }

    private List<Recorded> recorded(Projection projection) {
        return views.log.read().stream()
                .filter(event -> projection.follows(event.getPayloadType()))
                .map((DomainEventMessage<?> event) -> Recorded.of(event))
                .toList();
    }
}
