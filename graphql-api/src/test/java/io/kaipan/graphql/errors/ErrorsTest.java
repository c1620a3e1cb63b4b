package io.kaipan.graphql.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.kaipan.command.intake.AccessRefused;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.StoreUnavailable;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.paging.PageRefused;
import java.sql.SQLException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.BadSqlGrammarException;
import tools.jackson.databind.JsonNode;

class ErrorsTest extends EdgeTest {
    private static final String CHANGE = "mutation { reactivateLead(input: {lead: \"x\", reason: \"r\"}) { pending } }";

    @Autowired
    private Intake intake;

    @Autowired
    private LeadList leads;

    @Test
    @DisplayName("what goes wrong on our side is INTERNAL, without a word of what it was")
    void internal() {
        when(leads.page(any(), any(), any(), any(), any()))
                .thenThrow(new BadSqlGrammarException(
                        "reading", "SELECT phone FROM view.lead_list", new SQLException("column phone")));

        Answer answer = as(Role.CONSULTANT).ask("{ leads { nodes { id } } }");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.codes()).containsExactly("INTERNAL");
        assertThat(answer.text()).doesNotContainIgnoringCase("select", "lead_list", "Exception", "java", "phone");
        assertThat(answer.json().path("errors").path(0).path("path").toString()).isEqualTo("[\"leads\"]");
    }

    @Test
    @DisplayName("a store out of reach is a 503 with the time to try again when nothing could be answered")
    void unavailable() {
        when(intake.accept(any())).thenThrow(new StoreUnavailable(new IllegalStateException("jdbc:postgresql://db")));

        Answer answer = as(Role.SALES_MANAGER).ask(CHANGE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.codes()).containsExactly("UNAVAILABLE");
        assertThat(answer.text()).doesNotContain("postgresql");
    }

    @Test
    @DisplayName("a store out of reach for one field leaves the others standing")
    void partlyUnavailable() {
        when(leads.page(any(), any(), any(), any(), any())).thenThrow(new DataAccessResourceFailureException("gone"));

        Answer answer = as(Role.CONSULTANT).ask("{ leads { nodes { id } } me { userName } }");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.codes()).containsExactly("UNAVAILABLE");
        assertThat(answer.data().path("me").path("userName").stringValue()).isEqualTo("consultant");
    }

    @Test
    @DisplayName("G-7 what the intake refuses to a role is FORBIDDEN")
    void refusedByTheIntake() {
        when(intake.accept(any())).thenThrow(new AccessRefused("ReactivateLead"));

        assertThat(as(Role.SALES_MANAGER).ask(CHANGE).codes()).containsExactly("FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first: 0", "first: 201", "last: 201", "first: 1, last: 1", "first: 1, before: \"x\""})
    @DisplayName("a page that makes no sense is the caller's error")
    void pages(String arguments) {
        assertThat(as(Role.CONSULTANT)
                        .ask("{ leads(" + arguments + ") { nodes { id } } }")
                        .codes())
                .containsExactly("INVALID_ARGUMENT");
    }

    @Test
    @DisplayName("a cursor from elsewhere is the caller's error")
    void cursors() {
        when(leads.page(any(), any(), any(), any(), any()))
                .thenThrow(new PageRefused(PageRefused.Reason.CURSOR_INVALID));

        assertThat(as(Role.CONSULTANT)
                        .ask("{ leads(after: \"x\") { nodes { id } } }")
                        .codes())
                .containsExactly("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ lead(id: \"x\") { id } }",
                "{ leads(filter: {customer: \"x\"}) { nodes { id } } }",
                "{ leads(filter: {state: {eq: ACTIVE, in: [ACTIVE]}}) { nodes { id } } }",
                "{ leads(filter: {owner: {isNull: true, mine: true}}) { nodes { id } } }",
                "{ project { code } }",
                "{ user(id: \"x\", userName: \"y\") { id } }"
            })
    @DisplayName("arguments that the schema can't rule out are checked before anything is read")
    void arguments(String query) {
        assertThat(as(Role.CONSULTANT).ask(query).codes()).containsExactly("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ lead(id: ",
                "{ leds { nodes { id } } }",
                "{ leads(filter: {stat: ACTIVE}) { nodes { id } } }",
                "query($x: Int!) { leads(first: $x) { nodes { id } } }",
                "query A { me { userName } } query B { me { userName } }",
                "{ leads(filter: {state: {eq: ASLEEP}}) { nodes { id } } }",
                "{ leads { nodes } }"
            })
    @DisplayName("a malformed document says what is wrong with it, and suggests nothing")
    void malformed(String query) {
        Answer answer = as(Role.CONSULTANT).ask(query);

        assertThat(answer.codes()).isNotEmpty().allMatch("MALFORMED"::equals);
        assertThat(answer.text()).doesNotContainIgnoringCase("did you mean", "exception", "graphql.");
    }

    @Test
    @DisplayName("an error has a message, a place, a code and a correlation id, and nothing else")
    void shape() {
        Answer answer = as(Role.CONSULTANT).ask("{ leds }");

        JsonNode error = answer.json().path("errors").path(0);
        assertThat(StreamSupport.stream(error.propertyNames().spliterator(), false))
                .containsExactlyInAnyOrder("message", "locations", "extensions");
        assertThat(StreamSupport.stream(error.path("extensions").propertyNames().spliterator(), false))
                .containsExactlyInAnyOrder("code", "correlationId");
    }
}
