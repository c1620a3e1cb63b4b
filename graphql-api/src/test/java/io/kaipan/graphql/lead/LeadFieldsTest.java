package io.kaipan.graphql.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserName;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.graphql.testing.Rows;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.leadlist.LeadExtent;
import io.kaipan.query.leadlist.LeadFilter;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.leadlist.LeadOrder;
import io.kaipan.query.leadlist.LeadRow;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import io.kaipan.query.projectlist.ProjectList;
import io.kaipan.query.userlist.UserList;
import io.kaipan.query.viewposition.ViewPositions;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class LeadFieldsTest extends EdgeTest {
    @Autowired
    private LeadList leads;

    @Autowired
    private CustomerRecords customers;

    @Autowired
    private ProjectList projects;

    @Autowired
    private UserList users;

    @Autowired
    private ViewPositions positions;

    @Test
    @DisplayName("a list asks the view with every condition, in the order and for the page wanted, as who asks")
    void filters() {
        when(leads.page(any(), any(), any(), any(), any())).thenReturn(Rows.page());

        Answer answer = as(Role.CONSULTANT).ask("""
                { leads(
                    filter: {project: {in: ["JYLW", "WKC"]}, state: {eq: ACTIVE}, owner: {mine: true}, search: "王",
                             awarenessChannel: {eq: "网络"}, followUpLevel: {in: []}, customer: "%s",
                             occurredAt: {gte: "2026-11-01T00:00:00+08:00"}, registeredAt: {lt: "2026-12-01T00:00:00Z"}}
                    orderBy: {field: CHANGED_AT, direction: ASC}, last: 7, before: "c9"
                  ) { nodes { id } pageInfo { hasNextPage startCursor } } }""".formatted(Rows.CUSTOMER));

        assertThat(answer.codes()).isEmpty();
        ArgumentCaptor<LeadFilter> filter = ArgumentCaptor.forClass(LeadFilter.class);
        ArgumentCaptor<Actor> actor = ArgumentCaptor.forClass(Actor.class);
        verify(leads)
                .page(
                        filter.capture(),
                        eq(new LeadOrder(LeadOrder.Field.CHANGED_AT, false)),
                        eq(PageRequest.last(7, "c9")),
                        actor.capture(),
                        eq(LeadExtent.LISTED));
        assertThat(Objects.requireNonNull(actor.getValue()).user()).isEqualTo("consultant");
        assertThat(filter.getValue())
                .isEqualTo(LeadFilter.builder()
                        .projects(Set.of(new ProjectCode("JYLW"), new ProjectCode("WKC")))
                        .states(Set.of(LeadState.ACTIVE))
                        .owner(new OwnerFilter.Mine())
                        .search("王")
                        .awarenessChannels(Set.of("网络"))
                        .customers(Set.of(Rows.CUSTOMER))
                        .occurredAt(new TimeRange(Instant.parse("2026-10-31T16:00:00Z"), null))
                        .registeredAt(new TimeRange(null, Instant.parse("2026-12-01T00:00:00Z")))
                        .build());
    }

    @Test
    @DisplayName("an owner is wanted by name, as nobody, or as somebody")
    void owners() {
        when(leads.page(any(), any(), any(), any(), any())).thenReturn(Rows.page());

        as(Role.CONSULTANT).ask("{ a: leads(filter: {owner: {in: [\"li.qiang\"]}}) { nodes { id } } }");
        as(Role.CONSULTANT).ask("{ a: leads(filter: {owner: {isNull: true}}) { nodes { id } } }");
        as(Role.CONSULTANT).ask("{ a: leads(filter: {owner: {isNull: false}}) { nodes { id } } }");

        ArgumentCaptor<LeadFilter> filter = ArgumentCaptor.forClass(LeadFilter.class);
        verify(leads, times(3)).page(filter.capture(), eq(LeadOrder.NEWEST_FIRST), any(), any(), any());
        assertThat(filter.getAllValues())
                .extracting(LeadFilter::owner)
                .containsExactly(
                        new OwnerFilter.AnyOf(Set.of(new UserName("li.qiang"))),
                        new OwnerFilter.Nobody(),
                        new OwnerFilter.Somebody());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ leads { nodes { id topic customer { name } owner { displayName } masked } } } | LISTED",
                "{ leads { nodes { id nameGiven } } } | WHOLE",
                "{ leads { edges { node { closing { reason } } } } } | WHOLE",
                "query Q($c: Boolean = false) { leads { nodes { id changedAt @include(if: $c) } } } | WHOLE",
                "{ leads { nodes { ...Short } } } fragment Short on Lead { id ... { ...Long } } fragment Long on Lead { contact { name } } | WHOLE",
            })
    @DisplayName("no more is read of leads than what is asked for, wherever in the document that stands")
    void extent(String document, LeadExtent extent) {
        when(leads.page(any(), any(), any(), any(), any())).thenReturn(page());

        assertThat(as(Role.CONSULTANT).ask(document).codes()).isEmpty();
        assertThat(as(Role.CONSULTANT).ask(document).codes()).isEmpty();
        verify(leads, times(2)).page(any(), any(), any(), any(), eq(extent));
    }

    @Test
    @DisplayName("what a lead's row knows costs no further statement")
    void references() {
        when(leads.page(any(), any(), any(), any(), any())).thenReturn(page());

        Answer answer = as(Role.CONSULTANT).ask("""
                { leads { nodes { id project { id code } owner { id userName displayName }
                                  customer { id name phone phones masked forgotten } } } }""");

        assertThat(answer.codes()).isEmpty();
        verify(customers, never()).findPresent(anyCollection(), any());
        verify(projects, never()).find(anyCollection(), any());
        verify(users, never()).named(anyCollection());
        verify(leads, never()).count(any(), any());
    }

    @Test
    @DisplayName("however long a page is, what its rows point at is read once for all of them")
    void batches() {
        when(leads.page(any(), any(), any(), any(), any())).thenReturn(page());
        when(customers.findPresent(anyCollection(), any()))
                .thenAnswer(call -> Map.of(
                        Rows.customer(1), Rows.customerRow(Rows.customer(1)),
                        Rows.customer(2), Rows.customerRow(Rows.customer(2))));
        when(leads.find(anyCollection(), any())).thenReturn(Map.of(Rows.LEAD, Rows.lead()));

        Answer answer = as(Role.CONSULTANT).ask("""
                { leads { nodes { project { name } owner { roles }
                    customer { version registeredAt leads(first: 1) { nodes { id } pageInfo { hasNextPage } totalCount { value } } } } } }""");

        verify(customers, times(1)).findPresent(anyCollection(), any());
        verify(projects, times(1)).find(anyCollection(), any());
        verify(users, times(1)).named(anyCollection());
        verify(leads, times(1)).find(anyCollection(), any());
        JsonNode customer = answer.data().path("leads").path("nodes").path(0).path("customer");
        assertThat(customer.path("leads").toString())
                .isEqualTo("{\"nodes\":[{\"id\":\"" + Rows.LEAD
                        + "\"}],\"pageInfo\":{\"hasNextPage\":true},\"totalCount\":{\"value\":2}}");
        // the projects and users of this page can't be read yet: that costs those fields, not the list
        assertThat(answer.codes()).hasSize(6).allMatch("VIEW_BEHIND"::equals);
        assertThat(answer.data()
                        .path("leads")
                        .path("nodes")
                        .path(0)
                        .path("project")
                        .isNull())
                .isTrue();
    }

    @Test
    @DisplayName("entries are counted only when somebody wants to know")
    void counts() {
        when(leads.page(any(), any(), any(), any(), any())).thenReturn(page());
        when(leads.count(any(), any())).thenReturn(new CappedCount(10_000, true));

        Answer answer = as(Role.CONSULTANT).ask("{ leads { totalCount { value orMore } } }");

        assertThat(answer.data().path("leads").path("totalCount").toString())
                .isEqualTo("{\"value\":10000,\"orMore\":true}");
    }

    @Test
    @DisplayName("atLeast waits for the view, and says so when it is too far behind")
    void atLeast() {
        when(leads.page(any(), any(), any(), any(), any())).thenReturn(page());
        when(positions.await(anyCollection(), eq(7L), any())).thenReturn(true);

        Answer reached = as(Role.CONSULTANT).ask("{ leads(atLeast: \"7\") { nodes { id } } }");
        Answer behind = as(Role.CONSULTANT).ask("{ leads(atLeast: \"8\") { nodes { id } } }");

        assertThat(reached.codes()).isEmpty();
        assertThat(behind.codes()).containsExactly("VIEW_BEHIND");
        assertThat(behind.status()).isEqualTo(503);
    }

    private static Page<LeadRow> page() {
        return Rows.page(
                Rows.lead(Rows.lead(1), Rows.customer(1)),
                Rows.lead(Rows.lead(2), Rows.customer(2)),
                Rows.lead(Rows.lead(3), Rows.customer(1)));
    }
}
