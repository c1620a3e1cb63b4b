package io.kaipan.query.opportunityrecord;

import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Role;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpportunityRecordsTest {
    private static final String TABLE = "view.opportunity_record";

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new OpportunityRecordProjection(views.vault));
    private final OpportunityRecords opportunities =
            new OpportunityRecords(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    private final CustomerId customer = floor.customer("王芳", "13812345678");
    private final LeadId lead = floor.lead(customer, "王芳", JYLW, ZHANG);
    private final OpportunityId id = floor.qualify(lead, customer, JYLW, ZHANG);

    @BeforeEach
    void project() {
        projector.project(views.log.read(), 3);
    }

    private List<OpportunityId> listed(OpportunityFilter filter) {
        return opportunities.page(filter, PageRequest.first(10, null), MANAGER).rows().stream()
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

    @Test
    @DisplayName("opportunities are filtered by project, customer, stage and owner")
    void filters() {
        assertThat(listed(OpportunityFilter.ALL)).containsExactly(id);
        assertThat(listed(new OpportunityFilter(Set.of(WKC), Set.of(), Set.of(), null)))
                .isEmpty();
        assertThat(listed(new OpportunityFilter(Set.of(JYLW), Set.of(customer), Set.of("S1"), null)))
                .containsExactly(id);
        assertThat(listed(new OpportunityFilter(Set.of(), Set.of(), Set.of("S2"), null)))
                .isEmpty();
        assertThat(listed(new OpportunityFilter(Set.of(), Set.of(), Set.of(), new OwnerFilter.Mine())))
                .isEmpty();
        assertThat(opportunities.count(OpportunityFilter.ALL, MANAGER).value()).isEqualTo(1);
    }
}
