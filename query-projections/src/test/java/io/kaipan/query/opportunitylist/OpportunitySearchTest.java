package io.kaipan.query.opportunitylist;

import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerEvent.CustomersMerged;
import io.kaipan.domain.customer.CustomerEvent.CustomersUnmerged;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.OpportunityState;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.customerrecord.CustomerRecordsForTests;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpportunitySearchTest {
    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final List<Projector> projectors = List.of(
            views.projector(OpportunityListForTests.projection(views)),
            views.projector(CustomerRecordsForTests.projection(views)));
    private final OpportunityList opportunities = OpportunityListForTests.list(views);
    private final CustomerId wang = floor.customer("王小芳", "13812345678");
    private final CustomerId li = floor.customer("李芳", "13900001111");
    private final OpportunityId ofWang = floor.qualify(floor.lead(wang, "王小芳", JYLW, ZHANG), wang, JYLW, ZHANG);
    private final OpportunityId ofLi = floor.qualify(floor.lead(li, "李芳", JYLW, LI), li, JYLW, LI);

    @BeforeEach
    void project() {
        projectors.forEach(projector -> {
            projector.reset();
            projector.project(views.log.read(), 3);
        });
    }

    private List<OpportunityId> found(String typed, Actor actor) {
        OpportunityFilter filter = OpportunityFilter.builder().search(typed).build();
        return opportunities
                .page(filter, OpportunityOrder.NEWEST_FIRST, PageRequest.first(50, null), actor)
                .rows()
                .stream()
                .map(OpportunityRow::id)
                .toList();
    }

    private void merge(CustomerId in, String... phones) {
        List<String> others = in.equals(wang) ? List.of("李芳") : List.of();
        views.log.append(
                "manager", in, new CustomersMerged(in, wang, li, List.of(), numbers(phones), others, null, "同一人"));
    }

    private void unmerge(CustomerId in, String... phones) {
        views.log.append(
                "manager", in, new CustomersUnmerged(in, wang, li, List.of(), numbers(phones), List.of(), null, "两个人"));
    }

    private static List<PhoneNumber> numbers(String... phones) {
        return Arrays.stream(phones).map(PhoneNumber::parse).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"王小芳", "小芳", "王", "138 1234 5678", "0086-13812345678", "５６７８", "45678"})
    @DisplayName("OPP-1 search finds by any part of the customer's name and by phone, however typed")
    void finds(String typed) {
        assertThat(found(typed, MANAGER)).containsExactly(ofWang);
    }

    @ParameterizedTest
    @ValueSource(strings = {"芳小", "13812345679", "9999"})
    @DisplayName("OPP-1 search does not find what isn't there")
    void misses(String typed) {
        assertThat(found(typed, MANAGER)).isEmpty();
    }

    @Test
    @DisplayName("OPP-1 search combines with other conditions, and blanks are none")
    void combines() {
        assertThat(found("芳", MANAGER)).containsExactly(ofLi, ofWang);
        assertThat(found("  ", MANAGER)).hasSize(2);
        OpportunityFilter lost = OpportunityFilter.builder()
                .search("芳")
                .states(Set.of(OpportunityState.LOST))
                .build();
        assertThat(opportunities.count(lost, MANAGER).value()).isZero();
        OpportunityFilter any = OpportunityFilter.builder().search("芳").build();
        assertThat(opportunities.count(any, MANAGER).value()).isEqualTo(2);
        assertThat(opportunities.totals(any, MANAGER)).singleElement().satisfies(total -> assertThat(total.count())
                .isEqualTo(2));
    }

    @Test
    @DisplayName("G-8 other consultants' customers are found by the whole number alone, and stay masked")
    void noOracle() {
        assertThat(found("芳", ZHANG_MIN)).containsExactly(ofWang);
        assertThat(found("1111", ZHANG_MIN)).isEmpty();
        assertThat(found("13900001111", ZHANG_MIN)).containsExactly(ofLi);
        OpportunityFilter part = OpportunityFilter.builder().search("李").build();
        assertThat(opportunities.count(part, ZHANG_MIN).value()).isZero();
        assertThat(found("13900001111", SalesFloor.actor("zhang.min", ZHANG_MIN.roles(), "WKC")))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "CUS-4 merged customers' opportunities are found by all that the survivor goes by, and apart again after")
    void merged() {
        merge(wang, "13812345678", "13900001111");
        merge(li);
        project();
        for (String typed : List.of("王小芳", "李芳", "13812345678", "13900001111")) {
            assertThat(found(typed, MANAGER)).as(typed).containsExactly(ofLi, ofWang);
        }

        unmerge(wang, "13812345678");
        unmerge(li, "13900001111");
        project();
        assertThat(found("王小芳", MANAGER)).containsExactly(ofWang);
        assertThat(found("13900001111", LI_QIANG)).containsExactly(ofLi);
    }

    @Test
    @DisplayName("G-5 who is forgotten is found by nothing")
    void forgotten() {
        floor.forget(wang);
        project();

        assertThat(found("王小芳", MANAGER)).isEmpty();
        assertThat(found("13812345678", MANAGER)).isEmpty();
    }
}
