package io.kaipan.query.customerrecord;

import static io.kaipan.query.testing.SalesFloor.ADMIN;
import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static io.kaipan.query.testing.SalesFloor.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.projection.MissingRow;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomerRecordsTest {
    private static final String[] TABLES = {"view.customer_record", "view.customer_link"};
    private static final CustomerDetails DETAILS = new CustomerDetails("a@b.cn", "440301", "深圳", "怕吵");

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new CustomerRecordProjection(views.vault));
    private final CustomerRecords customers =
            new CustomerRecords(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    private int projected;

    private void project() {
        var events = views.log.read();
        projector.project(events.subList(projected, events.size()), 5);
        projected = events.size();
    }

    private CustomerRow seen(CustomerId customer, Actor actor) {
        return customers.find(customer, actor).orElseThrow();
    }

    private List<CustomerId> listed(CustomerFilter filter, Actor actor) {
        return customers.page(filter, CustomerOrder.NEWEST_FIRST, PageRequest.first(50, null), actor).rows().stream()
                .map(CustomerRow::id)
                .toList();
    }

    private List<CustomerId> found(String text, Actor actor) {
        return listed(new CustomerFilter(Set.of(), null, null, text), actor);
    }

    @Test
    @DisplayName(
            "CUS-1, CUS-3 a customer's record shows name, phones and details as they are now, and what there is with them")
    void record() {
        CustomerId customer = floor.customer("reception", "王芳", DETAILS, "13812345678");
        LeadId first = floor.lead(customer, "王芳", JYLW, ZHANG);
        LeadId second = floor.lead(customer, "王芳", WKC, ZHANG);
        OpportunityId opportunity = floor.qualify(first, customer, JYLW, ZHANG);
        floor.rename(customer, "王方");
        floor.changeDetails(customer, new CustomerDetails(null, null, "广州", null), "13900002222", "13812345678");
        project();

        CustomerRow row = seen(customer, ZHANG_MIN);
        assertThat(row.version()).isEqualTo(2);
        assertThat(row.name()).isEqualTo("王方");
        assertThat(row.phones()).containsExactly("+8613900002222", "+8613812345678");
        assertThat(row.phone()).isEqualTo("+8613900002222");
        assertThat(row.details()).isEqualTo(new CustomerRow.Details(null, null, "广州", null));
        assertThat(row.registeredAt()).isEqualTo(Log.START);
        assertThat(row.registeredBy()).isEqualTo("reception");
        assertThat(row.leads()).containsExactly(second, first);
        assertThat(row.opportunities()).containsExactly(opportunity);
        assertThat(row.masked()).isFalse();
        assertThat(seen(customer, LI_QIANG).leads()).containsExactly(first);
    }

    @Test
    @DisplayName("G-8 owners, managers and auditors see a customer, others in the project masked, strangers not at all")
    void masking() {
        CustomerId customer = floor.customer("reception", "王芳", DETAILS, "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        project();

        for (Actor seer : List.of(ZHANG_MIN, MANAGER, AUDITOR)) {
            assertThat(seen(customer, seer).name()).isEqualTo("王芳");
            assertThat(seen(customer, seer).details().note()).isEqualTo("怕吵");
        }
        List<Actor> others = List.of(
                LI_QIANG,
                ADMIN,
                actor("reception", Set.of(Role.RECEPTION), "JYLW"),
                actor("channel", Set.of(Role.CHANNEL), "JYLW"),
                actor("cashier", Set.of(Role.CASHIER), "JYLW"),
                actor("marketing", Set.of(Role.MARKETING), "JYLW"));
        for (Actor other : others) {
            CustomerRow row = seen(customer, other);
            assertThat(row.masked()).isTrue();
            assertThat(row.name()).isEqualTo("王*");
            assertThat(row.phones()).containsExactly("138****5678");
            assertThat(row.details()).isNull();
            assertThat(found("芳", other)).isEmpty();
            assertThat(found("5678", other)).isEmpty();
            assertThat(found("13812345678", other)).containsExactly(customer);
        }
        Actor stranger = actor("zhang.min", Set.of(Role.SALES_MANAGER), "WKC");
        assertThat(customers.find(customer, stranger)).isEmpty();
        assertThat(found("13812345678", stranger)).isEmpty();

        floor.assign(lead, customer, LI);
        project();
        assertThat(seen(customer, LI_QIANG).masked()).isFalse();
        assertThat(seen(customer, ZHANG_MIN).masked()).isTrue();
    }

    @Test
    @DisplayName("G-8 a customer without lead or opportunity is seen by who registered them, and masked by managers")
    void unlinked() {
        CustomerId customer = floor.customer("li.qiang", "王芳", CustomerDetails.NONE, "13812345678");
        project();

        assertThat(seen(customer, LI_QIANG).name()).isEqualTo("王芳");
        assertThat(seen(customer, MANAGER).name()).isEqualTo("王*");
        assertThat(customers.find(customer, ZHANG_MIN)).isEmpty();
        assertThat(listed(CustomerFilter.ALL, LI_QIANG)).containsExactly(customer);

        floor.lead(customer, "王芳", WKC, ZHANG);
        project();
        assertThat(customers.find(customer, LI_QIANG)).isEmpty();
        assertThat(seen(customer, ZHANG_MIN).name()).isEqualTo("王芳");
    }

    @Test
    @DisplayName("G-5 a forgotten customer answers erased, and no personal data ever stood in the tables")
    void forgotten() {
        CustomerId customer = floor.customer("reception", "王芳", DETAILS, "13812345678");
        floor.lead(customer, "王芳", JYLW, ZHANG);
        project();
        assertThat(views.text(TABLES)).doesNotContain("王", "13812345678", "a@b.cn", "深圳", "怕吵", "440301");
        floor.forget(customer);
        assertThat(seen(customer, ZHANG_MIN).name()).isEqualTo("erased");
        project();

        CustomerRow row = seen(customer, ZHANG_MIN);
        assertThat(row.name()).isEqualTo("erased");
        assertThat(row.phone()).isEqualTo("erased");
        assertThat(row.phones()).isEmpty();
        assertThat(row.details()).isNull();
        assertThat(row.forgotten()).isTrue();
        assertThat(row.forgottenAt()).isNotNull();
        assertThat(found("王", ZHANG_MIN)).isEmpty();
        assertThat(found("13812345678", ZHANG_MIN)).isEmpty();
        assertThat(views.rows("view.customer_record")).singleElement().satisfies(stored -> assertThat(stored)
                .contains("\"name_sealed\": null", "\"tokens\": []"));
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows, emptied before or not")
    void replayed() {
        CustomerId customer = floor.customer("reception", "王芳", DETAILS, "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.rename(customer, "王方");
        floor.assign(lead, customer, LI);
        floor.qualify(lead, customer, JYLW, LI);
        CustomerId gone = floor.customer("赵六", "13700001234");
        floor.lead(gone, "赵六", WKC, null);
        floor.rename(gone, "赵七");
        floor.forget(gone);
        project();
        String once = views.text(TABLES);

        projector.project(views.log.read(), 3);
        assertThat(views.text(TABLES)).isEqualTo(once);
        projector.reset();
        assertThat(views.text(TABLES)).doesNotContain("cust_");
        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLES)).isEqualTo(once);
    }

    @Test
    @DisplayName("an event about a customer or lead that the view lacks is an error")
    void missing() {
        CustomerId customer = floor.customer("王芳", "13812345678");
        LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
        floor.rename(customer, "王方");
        floor.assign(lead, customer, LI);
        var events = views.log.read();

        assertThatThrownBy(() -> projector.project(events.subList(2, 3), 1)).hasRootCauseInstanceOf(MissingRow.class);
        assertThatThrownBy(() -> projector.project(events.subList(3, 4), 1)).hasRootCauseInstanceOf(MissingRow.class);
    }

    @Test
    @DisplayName("customers are filtered by project and owner, and only by links that the asker may see")
    void filters() {
        CustomerId wang = floor.customer("王芳", "13812340001");
        floor.lead(wang, "王芳", JYLW, ZHANG);
        CustomerId li = floor.customer("李雷", "13812340002");
        floor.lead(li, "李雷", JYLW, LI);
        floor.lead(li, "李雷", WKC, ZHANG);
        project();

        assertThat(listed(CustomerFilter.ALL, MANAGER)).containsExactly(li, wang);
        assertThat(listed(new CustomerFilter(Set.of(WKC), null, null, null), ZHANG_MIN))
                .containsExactly(li);
        assertThat(listed(new CustomerFilter(Set.of(WKC), null, null, null), MANAGER))
                .isEmpty();
        CustomerFilter ofZhang = new CustomerFilter(Set.of(), new OwnerFilter.AnyOf(Set.of(ZHANG)), null, null);
        assertThat(listed(ofZhang, ZHANG_MIN)).containsExactly(li, wang);
        assertThat(listed(ofZhang, MANAGER)).containsExactly(wang);
        assertThat(listed(new CustomerFilter(Set.of(), new OwnerFilter.Mine(), null, null), LI_QIANG))
                .containsExactly(li);
        assertThat(listed(new CustomerFilter(Set.of(), new OwnerFilter.Somebody(), null, null), LI_QIANG))
                .containsExactly(li, wang);
        assertThat(listed(new CustomerFilter(Set.of(), new OwnerFilter.Nobody(), null, null), LI_QIANG))
                .isEmpty();
        assertThat(customers.count(CustomerFilter.ALL, MANAGER)).isEqualTo(new CappedCount(2, false));
    }

    @Test
    @DisplayName("the statements for a page don't grow with the page, and an auditor's reads are written down")
    void statements() {
        IntStream.range(0, 60).forEach(i -> {
            CustomerId customer = floor.customer("王" + i, "138" + (10_000_000 + i));
            floor.lead(customer, "王", JYLW, ZHANG);
        });
        project();
        views.querySource.statements();
        views.vault.lookups();

        customers.page(CustomerFilter.ALL, CustomerOrder.NEWEST_FIRST, PageRequest.first(2, null), AUDITOR);
        int small = views.querySource.statements().size() + views.vault.lookups();
        Page<CustomerRow> page =
                customers.page(CustomerFilter.ALL, CustomerOrder.NEWEST_FIRST, PageRequest.first(50, null), AUDITOR);
        int large = views.querySource.statements().size() + views.vault.lookups();
        assertThat(page.rows()).hasSize(50);
        assertThat(large).isEqualTo(small).isEqualTo(3); // the rows, their keys, the trail
        assertThat(views.rows("trail.personal_data_read")).hasSize(2);
    }
}
