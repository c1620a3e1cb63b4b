package io.kaipan.query.customerrecord;

import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerEvent.RelativeLinkApproved;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinkRefused;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerEvent.RelativeRemoved;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.RelativeLinkState;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Relation;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Page;
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

class RelativesTest {
    private static final String[] TABLES = {"view.customer_record", "view.customer_relative"};

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new CustomerRecordProjection(views.vault));
    private final Relatives relatives =
            new Relatives(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    private final CustomerId wang = floor.customer("王芳", "13812345678");
    private final CustomerId li = floor.customer("李雷", "13900001111");
    private final CustomerId child = floor.customer("李小雷", "13900002222");

    @BeforeEach
    void people() {
        floor.lead(wang, "王芳", JYLW, ZHANG);
        floor.lead(li, "李雷", JYLW, LI);
        floor.lead(child, "李小雷", WKC, ZHANG);
        views.log.append("zhang.min", wang, new RelativeLinked(wang, li, Relation.SPOUSE, "结婚证"));
        views.log.append("zhang.min", wang, new RelativeLinked(wang, child, Relation.CHILD, "户口本"));
    }

    private void project() {
        projector.reset();
        projector.project(views.log.read(), 3);
    }

    private RelativeRow spouse(CustomerId of, Actor actor) {
        return relatives.of(List.of(of), actor).get(of).getFirst();
    }

    @Test
    @DisplayName("CUS-5 a link shows on both sides who is what to whom, by what proof, who asked and who decided")
    void bothSides() {
        views.log.append("manager", wang, new RelativeLinkApproved(wang, li));
        views.log.append("manager", wang, new RelativeLinkRefused(wang, child, "看不清"));
        project();

        RelativeRow spouse = spouse(wang, MANAGER);
        assertThat(spouse.customer()).isEqualTo(wang);
        assertThat(spouse.relative()).isEqualTo(li);
        assertThat(spouse.relation()).isEqualTo(Relation.SPOUSE);
        assertThat(spouse.proof()).isEqualTo("结婚证");
        assertThat(spouse.state()).isEqualTo(RelativeLinkState.APPROVED);
        assertThat(spouse.askedBy()).isEqualTo("zhang.min");
        assertThat(spouse.decidedBy()).isEqualTo("manager");
        assertThat(spouse.decidedAt()).isAfter(spouse.askedAt());
        assertThat(spouse.reason()).isNull();
        assertThat(relatives.of(List.of(li, wang, child), MANAGER))
                .containsEntry(li, List.of(spouse))
                .hasEntrySatisfying(wang, links -> assertThat(links).hasSize(2))
                .hasEntrySatisfying(child, links -> assertThat(links)
                        .singleElement()
                        .extracting(RelativeRow::state, RelativeRow::reason)
                        .containsExactly(RelativeLinkState.REFUSED, "看不清"));
    }

    @Test
    @DisplayName("CUS-5 the links that wait are listed for managers, and leave the list once decided")
    void waiting() {
        project();
        Set<RelativeLinkState> asked = Set.of(RelativeLinkState.ASKED);
        Page<RelativeRow> first = relatives.page(asked, PageRequest.first(1, null), MANAGER);
        Page<RelativeRow> second = relatives.page(asked, PageRequest.first(1, first.endCursor()), MANAGER);
        assertThat(first.rows()).extracting(RelativeRow::relative).containsExactly(child);
        assertThat(second.rows()).extracting(RelativeRow::relative).containsExactly(li);
        assertThat(second.hasNext()).isFalse();
        assertThat(relatives.count(asked, MANAGER)).isEqualTo(new CappedCount(2, false));

        views.log.append("zhang.min", wang, new RelativeRemoved(wang, child, "登记错人"));
        project();
        assertThat(relatives.page(asked, PageRequest.first(9, null), MANAGER).rows())
                .extracting(RelativeRow::relative)
                .containsExactly(li);
    }

    @Test
    @DisplayName("G-8 who may not see the customer's personal data gets no proof and no reason; strangers list nothing")
    void masking() {
        views.log.append("manager", wang, new RelativeLinkRefused(wang, child, "看不清"));
        project();

        assertThat(spouse(wang, ZHANG_MIN).proof()).isEqualTo("结婚证");
        assertThat(spouse(li, LI_QIANG).proof()).isNull();
        assertThat(relatives.of(List.of(child), LI_QIANG).get(child))
                .singleElement()
                .extracting(RelativeRow::proof, RelativeRow::reason)
                .containsOnlyNulls();
        Actor stranger = SalesFloor.actor("zhang.min", Set.of(), "WKC");
        assertThat(relatives
                        .page(Set.of(), PageRequest.first(9, null), stranger)
                        .rows())
                .isEmpty();
        assertThat(relatives.count(Set.of(), stranger)).isEqualTo(new CappedCount(0, false));
    }

    @Test
    @DisplayName("AUD-6 an auditor who is shown proofs leaves a trace, whose they were")
    void trail() {
        project();
        relatives.page(Set.of(), PageRequest.first(9, null), AUDITOR);
        assertThat(views.rows("trail.personal_data_read")).singleElement().satisfies(read -> assertThat(read)
                .contains("relatives", wang.value()));
    }

    @Test
    @DisplayName("G-5 of a forgotten customer the link stays and the proof goes; it never stood there in the clear")
    void forgotten() {
        project();
        assertThat(views.text(TABLES)).doesNotContain("结婚证", "户口本");
        floor.forget(wang);
        projector.project(views.log.read().subList(8, 9), 1);

        assertThat(views.rows("view.customer_relative")).hasSize(2).allSatisfy(row -> assertThat(row)
                .contains("\"proof_sealed\": null"));
        assertThat(spouse(li, MANAGER).proof()).isNull();
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows, emptied before or not")
    void replayed() {
        views.log.append("manager", wang, new RelativeLinkApproved(wang, li));
        views.log.append("manager", wang, new RelativeRemoved(wang, li, "离婚"));
        views.log.append("zhang.min", wang, new RelativeLinked(wang, li, Relation.SPOUSE, "新结婚证"));
        project();
        String once = views.text(TABLES);
        assertThat(spouse(wang, MANAGER).decidedBy()).isEqualTo(null);

        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLES)).isEqualTo(once);
        project();
        assertThat(views.text(TABLES)).isEqualTo(once);
    }
}
