package io.kaipan.query.customerrecord;

import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.LI;
import static io.kaipan.query.testing.SalesFloor.LI_QIANG;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static io.kaipan.query.testing.SalesFloor.ZHANG;
import static io.kaipan.query.testing.SalesFloor.ZHANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerDetails;
import io.kaipan.domain.customer.CustomerEvent.CustomersMerged;
import io.kaipan.domain.customer.CustomerEvent.CustomersUnmerged;
import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Relation;
import io.kaipan.query.leadlist.LeadFilter;
import io.kaipan.query.leadlist.LeadListForTests;
import io.kaipan.query.leadlist.LeadRow;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.Views;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MergedCustomersTest {
    private static final String[] TABLES = {"view.customer_record", "view.customer_link", "view.customer_relative"};
    private static final CustomerDetails DETAILS = new CustomerDetails("a@b.cn", "440301", null, null);

    private final Views views = new Views();
    private final SalesFloor floor = views.floor;
    private final Projector projector = views.projector(new CustomerRecordProjection(views.vault));
    private final CustomerRecords customers =
            new CustomerRecords(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    private final Duplicates duplicates = new Duplicates(views.queryJdbc, customers);
    private final CustomerId wang = floor.customer("王芳", "13812345678");
    private final CustomerId twin = floor.customer("reception", "王小芳", DETAILS, "13900001111");
    private final LeadId leadOfWang = floor.lead(wang, "王芳", WKC, ZHANG);
    private final LeadId leadOfTwin = floor.lead(twin, "王小芳", JYLW, LI);

    private void project() {
        projector.reset();
        projector.project(views.log.read(), 3);
    }

    private void merge(
            CustomerId survivor, CustomerId merged, List<CustomerId> along, String others, String... phones) {
        record(survivor, survivor, merged, along, List.of(others.split(" ")), DETAILS, phones);
        record(merged, survivor, merged, along, List.of(), DETAILS);
        along.forEach(one -> record(one, survivor, merged, along, List.of(), DETAILS));
    }

    private void record(
            CustomerId in,
            CustomerId survivor,
            CustomerId merged,
            List<CustomerId> along,
            List<String> others,
            @Nullable CustomerDetails details,
            String... phones) {
        views.log.append(
                "manager",
                in,
                new CustomersMerged(in, survivor, merged, along, numbers(phones), others, details, "同一人"));
    }

    private void unmerge() {
        views.log.append(
                "manager",
                wang,
                new CustomersUnmerged(wang, wang, twin, List.of(), numbers("13812345678"), List.of(), null, "两个人"));
        views.log.append(
                "manager",
                twin,
                new CustomersUnmerged(twin, wang, twin, List.of(), numbers("13900001111"), List.of(), DETAILS, "两个人"));
    }

    private static List<PhoneNumber> numbers(String... phones) {
        return Arrays.stream(phones).map(PhoneNumber::parse).toList();
    }

    private List<CustomerId> listed(@Nullable String search) {
        return customers
                .page(
                        new CustomerFilter(Set.of(), null, null, search),
                        CustomerOrder.NEWEST_FIRST,
                        PageRequest.first(50, null),
                        ZHANG_MIN)
                .rows()
                .stream()
                .map(CustomerRow::id)
                .toList();
    }

    @Test
    @DisplayName(
            "CUS-4 everything of both is found under the survivor, who goes by both names; the merged one points there")
    void merged() {
        merge(wang, twin, List.of(), "王小芳", "13812345678", "13900001111");
        OpportunityId opened = floor.qualify(leadOfTwin, twin, JYLW, ZHANG);
        project();

        CustomerRow survivor = customers.find(wang, ZHANG_MIN).orElseThrow();
        assertThat(survivor.name()).isEqualTo("王芳");
        assertThat(survivor.otherNames()).containsExactly("王小芳");
        assertThat(survivor.phones()).containsExactly("+8613812345678", "+8613900001111");
        assertThat(survivor.details().identityDocument()).isEqualTo("440301");
        assertThat(survivor.leads()).containsExactly(leadOfTwin, leadOfWang);
        assertThat(survivor.opportunities()).containsExactly(opened);
        assertThat(survivor.mergedFrom()).containsExactly(twin);
        assertThat(survivor.mergedInto()).isNull();
        CustomerRow gone = customers.find(twin, ZHANG_MIN).orElseThrow();
        assertThat(gone.mergedInto()).isEqualTo(wang);
        assertThat(gone.name()).isEqualTo("王小芳");
        assertThat(gone.leads()).isEmpty();
        assertThat(gone.phone()).isEmpty();
        assertThat(customers.findPresent(List.of(twin, wang), ZHANG_MIN))
                .containsEntry(twin, survivor)
                .containsEntry(wang, survivor);
        assertThat(listed(null)).containsExactly(wang);
        assertThat(listed("小芳")).containsExactly(wang);
        assertThat(listed("13900001111")).containsExactly(wang);
    }

    @Test
    @DisplayName("G-8 the survivor is masked for whom neither was, and seen by whoever looks after a record of either")
    void masking() {
        merge(wang, twin, List.of(), "王小芳", "13812345678", "13900001111");
        project();

        assertThat(customers.find(wang, LI_QIANG).orElseThrow().masked()).isFalse();
        assertThat(customers.find(twin, LI_QIANG).orElseThrow().masked()).isFalse();
        floor.assign(leadOfTwin, twin, ZHANG);
        project();
        CustomerRow masked = customers.find(wang, LI_QIANG).orElseThrow();
        assertThat(masked.masked()).isTrue();
        assertThat(masked.otherNames()).isEmpty();
        assertThat(customers.find(twin, LI_QIANG).orElseThrow().masked()).isTrue();
    }

    @Test
    @DisplayName("CUS-4 a merge undone, each record is where it was, and what came since is the survivor's")
    void unmerged() {
        merge(wang, twin, List.of(), "王小芳", "13812345678", "13900001111");
        LeadId since = floor.lead(wang, "王芳", JYLW, ZHANG);
        unmerge();
        project();

        CustomerRow survivor = customers.find(wang, ZHANG_MIN).orElseThrow();
        assertThat(survivor.otherNames()).isEmpty();
        assertThat(survivor.leads()).containsExactly(since, leadOfWang);
        assertThat(survivor.mergedFrom()).isEmpty();
        CustomerRow again = customers.find(twin, MANAGER).orElseThrow();
        assertThat(again.mergedInto()).isNull();
        assertThat(again.phones()).containsExactly("+8613900001111");
        assertThat(again.leads()).containsExactly(leadOfTwin);
        assertThat(listed("13900001111")).containsExactly(twin);
    }

    @Test
    @DisplayName("CUS-4 in a chain all point at its end, and go back with whom they came")
    void chain() {
        CustomerId third = floor.customer("王方", "13700001111");
        merge(wang, twin, List.of(), "王小芳", "13812345678", "13900001111");
        merge(third, wang, List.of(twin), "王芳 王小芳", "13700001111", "13812345678", "13900001111");
        project();
        assertThat(customers.find(third, MANAGER).orElseThrow().leads()).containsExactly(leadOfTwin);
        assertThat(customers.find(third, ZHANG_MIN).orElseThrow().leads()).containsExactly(leadOfTwin, leadOfWang);
        assertThat(customers.find(third, ZHANG_MIN).orElseThrow().mergedFrom()).containsExactly(wang, twin);
        assertThat(customers.find(twin, ZHANG_MIN).orElseThrow().mergedInto()).isEqualTo(third);

        for (CustomerId each : List.of(third, wang, twin)) {
            views.log.append(
                    "manager",
                    each,
                    new CustomersUnmerged(
                            each,
                            third,
                            wang,
                            List.of(twin),
                            each.equals(third) ? numbers("13700001111") : List.of(),
                            List.of(),
                            null,
                            "两个人"));
        }
        project();
        assertThat(customers.find(wang, ZHANG_MIN).orElseThrow().leads()).containsExactly(leadOfTwin, leadOfWang);
        assertThat(customers.find(twin, ZHANG_MIN).orElseThrow().mergedInto()).isEqualTo(wang);
    }

    @Test
    @DisplayName("G-5 forgotten under all names: nothing of either is left in the tables")
    void forgotten() {
        merge(wang, twin, List.of(), "王小芳", "13812345678", "13900001111");
        floor.forget(wang);
        floor.forget(twin);
        project();

        assertThat(views.text(TABLES)).doesNotContain("王", "13812345678", "a@b.cn", "440301");
        assertThat(views.rows("view.customer_record")).allSatisfy(row -> assertThat(row)
                .contains("\"name_sealed\": null", "\"other_names_sealed\": null", "\"tokens\": []"));
        assertThat(customers.find(twin, ZHANG_MIN).orElseThrow().mergedInto()).isEqualTo(wang);
    }

    @Test
    @DisplayName("CUS-5 the merged one's relatives are the survivor's")
    void relatives() {
        CustomerId child = floor.customer("李小雷", "13700002222");
        views.log.append("manager", twin, new RelativeLinked(twin, child, Relation.CHILD, "户口本"));
        merge(wang, twin, List.of(), "王小芳", "13812345678", "13900001111");
        project();
        Relatives relatives =
                new Relatives(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));

        assertThat(relatives.of(List.of(wang), ZHANG_MIN).get(wang))
                .singleElement()
                .extracting(RelativeRow::customer, RelativeRow::relative)
                .containsExactly(twin, child);
    }

    @Test
    @DisplayName("LEA-1 the merged one's leads name the survivor, and are found by either")
    void leads() {
        merge(wang, twin, List.of(), "王小芳", "13812345678", "13900001111");
        var list = LeadListForTests.projected(views);

        LeadRow lead = list.find(leadOfTwin, MANAGER).orElseThrow();
        assertThat(lead.customer().survivor()).isEqualTo(wang);
        assertThat(list.countByState(
                                LeadFilter.builder().customers(Set.of(wang)).build(), ZHANG_MIN)
                        .active()
                        .value())
                .isEqualTo(2);

        unmerge();
        list = LeadListForTests.projected(views);
        assertThat(list.find(leadOfTwin, MANAGER).orElseThrow().customer().survivor())
                .isNull();
        assertThat(list.countByState(
                                LeadFilter.builder().customers(Set.of(wang)).build(), ZHANG_MIN)
                        .active()
                        .value())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("AUD-5 replayed twice, the view has the same rows, emptied before or not")
    void replayed() {
        merge(wang, twin, List.of(), "王小芳", "13812345678", "13900001111");
        floor.lead(wang, "王芳", JYLW, ZHANG);
        unmerge();
        merge(twin, wang, List.of(), "王芳", "13900001111", "13812345678");
        project();
        String once = views.text(TABLES);
        projector.project(views.log.read(), 1);
        assertThat(views.text(TABLES)).isEqualTo(once);
        project();
        assertThat(views.text(TABLES)).isEqualTo(once);
    }

    @Test
    @DisplayName("CUS-4 who may be one person stands in the list of pairs, each pair once, with the reasons")
    void duplicates() {
        CustomerId mistyped = floor.customer("王方", "13812355678");
        CustomerId sameName = floor.customer("王 芳", "13600000000");
        CustomerId document = floor.customer("reception", "王小芳", DETAILS, "13511112222");
        CustomerId nobody = floor.customer("李雷", "13400001234");
        List.of(mistyped, sameName, document, nobody).forEach(one -> floor.lead(one, "?", JYLW, ZHANG));
        project();

        var first = duplicates.page(null, PageRequest.first(2, null), ZHANG_MIN);
        var rest = duplicates.page(null, PageRequest.first(9, first.endCursor()), ZHANG_MIN);
        assertThat(first.rows())
                .extracting(DuplicatePair::one, DuplicatePair::other)
                .hasSize(2);
        assertThat(first.rows().getFirst().one().id()).isEqualTo(wang);
        assertThat(first.rows().getFirst().other().id()).isEqualTo(mistyped);
        assertThat(first.rows().getFirst().reasons())
                .containsExactly(
                        DuplicateReason.SIMILAR_NAME, DuplicateReason.SIMILAR_PHONE, DuplicateReason.SAME_PHONE_ENDING);
        assertThat(first.rows().getLast().other().id()).isEqualTo(sameName);
        assertThat(first.rows().getLast().reasons()).containsExactly(DuplicateReason.SAME_NAME);
        assertThat(rest.rows()).as("one of them is another consultant's").isEmpty();
        assertThat(rest.hasNext()).isFalse();

        var ofTwin = duplicates.page(twin, PageRequest.first(9, null), MANAGER);
        assertThat(ofTwin.rows()).singleElement().satisfies(pair -> {
            assertThat(pair.one().id()).isEqualTo(twin);
            assertThat(pair.other().id()).isEqualTo(document);
            assertThat(pair.reasons())
                    .containsExactly(
                            DuplicateReason.SAME_NAME,
                            DuplicateReason.SAME_IDENTITY_DOCUMENT,
                            DuplicateReason.SAME_EMAIL);
        });
        assertThat(duplicates.page(twin, PageRequest.first(9, null), ZHANG_MIN).rows())
                .isEmpty();

        merge(twin, document, List.of(), "王小芳", "13900001111", "13511112222");
        project();
        assertThat(duplicates.page(twin, PageRequest.first(9, null), MANAGER).rows())
                .as("who is merged is no duplicate any more")
                .isEmpty();
    }
}
