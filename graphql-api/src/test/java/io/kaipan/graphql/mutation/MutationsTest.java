package io.kaipan.graphql.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusal;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.graphql.testing.Rows;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.viewposition.ViewPositions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class MutationsTest extends EdgeTest {
    private static final String ASSIGN = """
            mutation {
              assignLead(input: {lead: "%s", owner: "li.qiang", reason: "在岗", expectedVersion: 3, idempotencyKey: "k1"}) {
                receipt { id version position replayed }
                lead { id version topic owner { userName } customer { name phone } }
                pending
                refusals { code rule message field currentVersion }
                query { me { userName } }
              }
            }""".formatted(Rows.LEAD);

    @Autowired
    private Intake intake;

    @Autowired
    private LeadList leads;

    @Autowired
    private ViewPositions positions;

    @BeforeEach
    void theLeadIsThere() {
        when(leads.find(anyCollection(), any())).thenReturn(Map.of(Rows.LEAD, Rows.lead()));
    }

    @Test
    @DisplayName("G-3 a mutation hands its input to the intake under the command's name and the caller's")
    void asksTheIntake() {
        accepts(true);

        as(Role.SALES_MANAGER).ask(ASSIGN);

        CommandRequest request = requested();
        assertThat(request.name()).isEqualTo("AssignLead");
        assertThat(request.actor().user()).isEqualTo("sales_manager");
        assertThat(request.scope()).isEqualTo("sales_manager");
        assertThat(request.body().toString())
                .isEqualTo(
                        "{\"lead\":\"" + Rows.LEAD
                                + "\",\"owner\":\"li.qiang\",\"reason\":\"在岗\",\"idempotencyKey\":\"k1\",\"expectedVersion\":3}");
    }

    @Test
    @DisplayName("read your own writes: the payload shows the record as it is after the command")
    void showsTheRecord() {
        accepts(true);

        JsonNode payload = as(Role.SALES_MANAGER).ask(ASSIGN).data().path("assignLead");

        assertThat(payload.path("receipt").toString())
                .isEqualTo(
                        "{\"id\":\"" + Rows.LEAD + "\",\"version\":4,\"position\":\"12345678901\",\"replayed\":false}");
        assertThat(payload.path("lead").path("version").intValue()).isEqualTo(3);
        assertThat(payload.path("lead").path("customer").path("name").stringValue())
                .isEqualTo("王芳");
        assertThat(payload.path("pending").booleanValue()).isFalse();
        assertThat(payload.path("refusals").isEmpty()).isTrue();
        assertThat(payload.path("query").path("me").path("userName").stringValue())
                .isEqualTo("sales_manager");
        verify(positions, times(1)).await(anyCollection(), eq(12345678901L), any());
    }

    @Test
    @DisplayName("read your own writes: a view that is behind for too long makes the record pending")
    void tellsWhenPending() {
        accepts(false);

        JsonNode payload = as(Role.SALES_MANAGER).ask(ASSIGN).data().path("assignLead");

        assertThat(payload.path("lead").isNull()).isTrue();
        assertThat(payload.path("pending").booleanValue()).isTrue();
        assertThat(payload.path("receipt").isObject()).isTrue();
    }

    @Test
    @DisplayName("nobody waits for a view whose record nobody asked for")
    void doesNotWaitInVain() {
        accepts(true);

        Answer answer = as(Role.SALES_MANAGER)
                .ask("mutation { reactivateLead(input: {lead: \"%s\", reason: \"r\"}) { receipt { id } } }"
                        .formatted(Rows.LEAD));

        assertThat(answer.codes()).isEmpty();
        verify(positions, never()).await(anyCollection(), any(Long.class), any());
    }

    @Test
    @DisplayName("G-6 a refusal is data: code, rule, sentence, field; receipt and record are null")
    void showsRefusals() {
        when(intake.accept(any()))
                .thenReturn(new Outcome.Refused(List.of(
                        new Refusal("STALE_VERSION", "G-3", null, 7L, Map.of()),
                        new Refusal("TEXT_TOO_LONG", "G-6", "reason", null, Map.of("max", "500")))));

        JsonNode payload = as(Role.SALES_MANAGER).ask(ASSIGN).data().path("assignLead");

        assertThat(payload.path("receipt").isNull()).isTrue();
        assertThat(payload.path("lead").isNull()).isTrue();
        assertThat(payload.path("pending").booleanValue()).isFalse();
        JsonNode stale = payload.path("refusals").path(0);
        assertThat(stale.path("code").stringValue()).isEqualTo("STALE_VERSION");
        assertThat(stale.path("rule").stringValue()).isEqualTo("G-3");
        assertThat(stale.path("currentVersion").intValue()).isEqualTo(7);
        assertThat(stale.path("field").isNull()).isTrue();
        JsonNode tooLong = payload.path("refusals").path(1);
        assertThat(tooLong.path("field").stringValue()).isEqualTo("reason");
        assertThat(tooLong.path("message").stringValue()).isNotBlank();
    }

    @Test
    @DisplayName("G-6 a refusal's sentence is in the caller's language")
    void speaksTheLanguage() {
        when(intake.accept(any()))
                .thenReturn(new Outcome.Refused(List.of(new Refusal("NOT_YOURS", "G-8", null, null, Map.of()))));
        String body =
                "{\"query\": \"mutation { reactivateLead(input: {lead: \\\"x\\\", reason: \\\"r\\\"}) { refusals { message } } }\"}";

        String chinese = message(as(Role.SALES_MANAGER).post("/graphql", body, "Accept-Language", "zh-CN"));
        String english = message(as(Role.SALES_MANAGER).post("/graphql", body, "Accept-Language", "en"));

        assertThat(chinese).matches(".*\\p{IsHan}.*");
        assertThat(english).matches("[\\x20-\\x7e]+");
    }

    @Test
    @DisplayName("G-3 the Idempotency-Key header goes along, with or without the quotation marks of its standard")
    void takesTheHeader() {
        accepts(true);
        String body =
                "{\"query\": \"mutation { reactivateLead(input: {lead: \\\"x\\\", reason: \\\"r\\\"}) { pending } }\"}";

        as(Role.SALES_MANAGER).post("/graphql", body, "Idempotency-Key", "\"abc\"");

        assertThat(requested().idempotencyKey()).isEqualTo("abc");
    }

    @Test
    @DisplayName("LEA-3 a qualified lead's payload shows the opportunity the lead names")
    void showsTheOpportunity() {
        accepts(true);
        when(leads.find(anyCollection(), any())).thenReturn(Map.of(Rows.LEAD, Rows.qualified()));

        Answer answer = as(Role.SALES_MANAGER)
                .ask("mutation { qualifyLead(input: {lead: \"%s\"}) { lead { state } opportunity { id } } }"
                        .formatted(Rows.LEAD));

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.data().path("qualifyLead").path("opportunity").isNull())
                .isTrue();
        assertThat(answer.data().path("qualifyLead").path("lead").path("state").stringValue())
                .isEqualTo("QUALIFIED");
    }

    private void accepts(boolean readable) {
        when(intake.accept(any()))
                .thenReturn(new Outcome.Accepted(new Receipt(Rows.LEAD.value(), 4, 12345678901L, false)));
        when(positions.await(anyCollection(), any(Long.class), any())).thenReturn(readable);
    }

    private CommandRequest requested() {
        ArgumentCaptor<CommandRequest> request = ArgumentCaptor.forClass(CommandRequest.class);
        verify(intake).accept(request.capture());
        return Objects.requireNonNull(request.getValue());
    }

    private static String message(Answer answer) {
        return answer.data()
                .path("reactivateLead")
                .path("refusals")
                .path(0)
                .path("message")
                .stringValue();
    }
}
