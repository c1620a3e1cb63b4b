package io.kaipan.graphql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.kaipan.command.intake.Intake;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.graphql.testing.Rows;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.readtrail.ReadTrail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AudienceTest extends EdgeTest {
    @Autowired
    private Intake intake;

    @Autowired
    private CustomerRecords customers;

    @Autowired
    private LeadList leads;

    @Autowired
    private ReadTrail trail;

    @Test
    @DisplayName("G-7 a query is refused to roles it is not for, and nothing is read")
    void query() {
        Answer answer = as(Role.CASHIER).ask("{ leads { nodes { id } } me { userName } }");

        assertThat(answer.codes()).containsExactly("FORBIDDEN");
        assertThat(answer.data().path("leads").isNull()).isTrue();
        assertThat(answer.data().path("me").path("userName").stringValue()).isEqualTo("cashier");
        verifyNoInteractions(leads);
    }

    @Test
    @DisplayName("G-7 a mutation is refused to roles it is not for, and the intake never hears of it")
    void mutation() {
        Answer answer = as(Role.AUDITOR)
                .ask("mutation { assignLead(input: {lead: \"x\", owner: \"a\", reason: \"r\"}) { pending } }");

        assertThat(answer.codes()).containsExactly("FORBIDDEN");
        verifyNoInteractions(intake);
    }

    @Test
    @DisplayName("G-7 an id alone opens no record to roles its type is not for")
    void node() {
        Answer answer = as(Role.CASHIER)
                .ask("{ node(id: \"%s\") { id } nodes(ids: [\"%s\"]) { id } }".formatted(Rows.LEAD, Rows.LEAD));

        assertThat(answer.codes()).containsExactly("FORBIDDEN", "FORBIDDEN");
        verifyNoInteractions(leads);
    }

    @Test
    @DisplayName("G-7 a record that everybody sees opens no field to roles the field is not for")
    void field() {
        when(customers.page(any(), any(), any(), any())).thenReturn(Rows.page(Rows.customerRow(Rows.CUSTOMER)));

        Answer answer = as(Role.CASHIER).ask("{ customers { nodes { id leads { nodes { id } } } } }");

        assertThat(answer.codes()).containsExactly("FORBIDDEN");
        assertThat(answer.data()
                        .path("customers")
                        .path("nodes")
                        .path(0)
                        .path("id")
                        .stringValue())
                .isEqualTo(Rows.CUSTOMER.value());
        verifyNoInteractions(leads);
    }

    @Test
    @DisplayName("G-8 the trail of reads is for auditors")
    void trail() {
        Answer refused = as(Role.ADMIN).ask("{ personalDataReads { nodes { user } } }");

        assertThat(refused.codes()).containsExactly("FORBIDDEN");
        verifyNoInteractions(trail);
    }

    @Test
    @DisplayName("G-7 who belongs to the audience gets the record by its id, as the type it has")
    void allowed() {
        when(leads.find(anyCollection(), any())).thenReturn(Map.of(Rows.LEAD, Rows.lead()));

        Answer answer = as(Role.CONSULTANT)
                .ask("{ node(id: \"%s\") { __typename id ... on Lead { state } } nodes(ids: [\"%s\", \"%s\"]) { id } }"
                        .formatted(Rows.LEAD, Rows.lead(2), Rows.LEAD));

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.data().path("node").toString())
                .isEqualTo("{\"__typename\":\"Lead\",\"id\":\"" + Rows.LEAD + "\",\"state\":\"ACTIVE\"}");
        assertThat(answer.data().path("nodes").path(0).isNull()).isTrue();
        assertThat(answer.data().path("nodes").path(1).path("id").stringValue()).isEqualTo(Rows.LEAD.value());
    }

    @Test
    @DisplayName("G-3 an id of no type is an error of the caller's")
    void unknownPrefix() {
        assertThat(as(Role.CONSULTANT).ask("{ node(id: \"zebra_1\") { id } }").codes())
                .isEqualTo(List.of("INVALID_ARGUMENT"));
    }
}
