package io.kaipan.graphql.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kaipan.command.maintenance.MaintenanceTrail;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.graphql.testing.SocketCaller;
import io.kaipan.query.generation.Comparison;
import io.kaipan.query.generation.Generation;
import io.kaipan.query.generation.GenerationState;
import io.kaipan.query.generation.Generations;
import io.kaipan.query.rebuild.EventLog;
import io.kaipan.query.rebuild.RebuildRefused;
import io.kaipan.query.rebuild.Rebuilds;
import io.kaipan.query.viewposition.ViewPositions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ViewFieldsTest extends EdgeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T04:00:00Z");
    private static final Generation FIRST =
            new Generation("lead-list", 1, GenerationState.LIVE, null, null, NOON, null, null);
    private static final Generation SECOND = building(400);

    @Autowired
    private Rebuilds rebuilds;

    @Autowired
    private Generations generations;

    @Autowired
    private ViewPositions positions;

    @Autowired
    private EventLog log;

    @Autowired
    private MaintenanceTrail trail;

    private static Generation building(long readTo) {
        return new Generation(
                "lead-list",
                2,
                GenerationState.BUILDING,
                new Generation.Asking("admin", NOON),
                new Generation.Bulk(NOON, null, 1_000, readTo, 300, 0, 2),
                null,
                null,
                null);
    }

    @BeforeEach
    void oneViewIsBeingRebuilt() {
        when(generations.all()).thenReturn(List.of(FIRST, SECOND));
        when(generations.of("lead-list")).thenReturn(List.of(FIRST, SECOND));
        when(positions.positionOf("lead-list")).thenReturn(OptionalLong.of(1_040));
        when(log.end()).thenReturn(1_050L);
    }

    @Test
    @DisplayName("AUD-5 views show their generations: state, progress, lag and comparison")
    void shows() {
        when(generations.comparison(SECOND))
                .thenReturn(Optional.of(new Comparison(
                        1,
                        NOON,
                        NOON,
                        9,
                        1,
                        null,
                        List.of(new Comparison.Difference(
                                "lead_list", List.of("lead_a"), Comparison.Kind.CHANGED, List.of("owner"))))));

        JsonNode view = as(Role.AUDITOR).ask("""
                { views { name live position generations { number state askedBy position behind
                    progress { readTo logEnd events parked secondsLeft eventsPerSecond builtAt }
                    comparison { comparedWith rows different differences { table key kind columns } } } } }""").data().path("views").path(0);

        assertThat(view.path("live").intValue()).isEqualTo(1);
        JsonNode next = view.path("generations").path(0);
        assertThat(next.path("state").stringValue()).isEqualTo("BUILDING");
        assertThat(next.path("askedBy").stringValue()).isEqualTo("admin");
        assertThat(next.path("behind").stringValue()).isEqualTo("650");
        assertThat(next.path("progress").path("readTo").stringValue()).isEqualTo("400");
        assertThat(next.path("progress").path("parked").intValue()).isEqualTo(2);
        assertThat(next.path("progress").path("secondsLeft").intValue()).isPositive();
        assertThat(next.path("comparison")
                        .path("differences")
                        .path(0)
                        .path("kind")
                        .stringValue())
                .isEqualTo("CHANGED");
        JsonNode present = view.path("generations").path(1);
        assertThat(present.path("position").stringValue()).isEqualTo("1040");
        assertThat(present.path("behind").stringValue()).isEqualTo("10");
        assertThat(present.path("progress").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebuildView",
                "compareView",
                "switchView",
                "switchViewBack",
                "cancelRebuild",
                "dropViewGeneration"
            })
    @DisplayName("AUD-6 what is done to a view is for ADMIN, and in the trail before it is done")
    void deeds(String deed) {
        when(rebuilds.rebuild(anyString(), any())).thenReturn(SECOND);
        when(rebuilds.compare(anyString())).thenReturn(SECOND);
        when(rebuilds.switchOver(anyString(), anyBoolean())).thenReturn(SECOND);
        when(rebuilds.switchBack(anyString(), anyBoolean())).thenReturn(SECOND);
        when(rebuilds.cancel(anyString())).thenReturn(SECOND);
        when(rebuilds.drop(anyString())).thenReturn(SECOND);
        String reason = deed.equals("dropViewGeneration") ? ", reason: \"space\"" : "";
        String mutation = "mutation { %s(input: {view: \"lead-list\"%s}) { view { live } refusals { code } } }"
                .formatted(deed, reason);

        assertThat(as(Role.AUDITOR).ask(mutation).codes()).containsExactly("FORBIDDEN");
        JsonNode payload = as(Role.ADMIN).ask(mutation).data().path(deed);

        assertThat(payload.path("view").path("live").intValue()).isEqualTo(1);
        assertThat(payload.path("refusals").isEmpty()).isTrue();
        verify(trail).record(any(), eq(deed), eq("lead-list"), eq(reason.isEmpty() ? null : "space"));
    }

    @Test
    @DisplayName("AUD-6 the trail comes first")
    void inThatOrder() {
        when(rebuilds.rebuild(anyString(), any())).thenReturn(SECOND);

        as(Role.ADMIN).ask("mutation { rebuildView(input: {view: \"lead-list\"}) { refusals { code } } }");

        InOrder order = inOrder(trail, rebuilds);
        order.verify(trail).record(any(), eq("rebuildView"), eq("lead-list"), eq(null));
        order.verify(rebuilds).rebuild(eq("lead-list"), any());
    }

    @Test
    @DisplayName("AUD-6 that a generation's parked events go with it is in the trail")
    void parkedEventsGoToo() {
        when(rebuilds.drop("lead-list")).thenReturn(SECOND);
        when(rebuilds.parked(SECOND)).thenReturn(3L);

        as(Role.ADMIN)
                .ask("mutation { dropViewGeneration(input: {view: \"lead-list\", reason: \"space\"})"
                        + " { refusals { code } } }");

        verify(trail).record(any(), eq("discardDeadLetter"), eq("all 3 of lead-list.g2"), eq("space"));
    }

    @ParameterizedTest
    @EnumSource(RebuildRefused.Reason.class)
    @DisplayName("AUD-5 every refusal is told by code and sentence")
    void refusals(RebuildRefused.Reason reason) {
        RebuildRefused refused = new RebuildRefused(reason).with("behind", 7).with("parked", 3);
        when(rebuilds.switchOver("lead-list", true)).thenThrow(refused);

        Answer answer = as(Role.ADMIN)
                .ask("mutation { switchView(input: {view: \"lead-list\", acceptParked: true})"
                        + " { view { live } refusals { code rule message } } }");

        JsonNode refusal = answer.data().path("switchView").path("refusals").path(0);
        assertThat(refusal.isObject()).as("%s", answer.text()).isTrue();

        assertThat(refusal.path("code").stringValue()).isEqualTo(reason.name());
        assertThat(refusal.path("rule").stringValue()).isEqualTo("AUD-5");
        assertThat(refusal.path("message").stringValue()).doesNotContain("{").isNotBlank();
    }

    @Test
    @DisplayName("AUD-5 an unknown view is refused before anything is written down, and can't be looked at")
    void unknown() {
        Answer answer =
                as(Role.ADMIN).ask("mutation { rebuildView(input: {view: \"no-view\"}) { refusals { code field } } }");

        assertThat(answer.data()
                        .path("rebuildView")
                        .path("refusals")
                        .path(0)
                        .path("code")
                        .stringValue())
                .isEqualTo("VIEW_UNKNOWN");
        verify(trail, never()).record(any(), any(), any(), any());
        assertThat(as(Role.ADMIN)
                        .ask("{ view(name: \"no-view\") { live } }")
                        .data()
                        .path("view")
                        .isNull())
                .isTrue();
    }

    @Test
    @DisplayName("AUD-5 the progress of a rebuild is told step by step, and an unknown view's ends at once")
    void progress() {
        when(generations.of("lead-list"))
                .thenReturn(List.of(FIRST, building(100)))
                .thenReturn(List.of(FIRST, building(100)))
                .thenReturn(List.of(FIRST, building(900)));
        SocketCaller socket = as(Role.ADMIN).socket().initialise();

        socket.subscribe(
                "1", "subscription { rebuildProgress(view: \"lead-list\") { generations { progress { readTo } } } }");

        assertThat(readTo(socket)).isEqualTo("100");
        String later = readTo(socket);
        assertThat(later).isIn("100", "900");
        assertThat(later.equals("900") ? later : readTo(socket)).isEqualTo("900");
        socket.subscribe("2", "subscription { rebuildProgress(view: \"no-view\") { live } }");
        socket.expect("complete");
        socket.close();
    }

    private static String readTo(SocketCaller socket) {
        return socket.expect("next")
                .path("data")
                .path("rebuildProgress")
                .path("generations")
                .path(0)
                .path("progress")
                .path("readTo")
                .stringValue();
    }
}
