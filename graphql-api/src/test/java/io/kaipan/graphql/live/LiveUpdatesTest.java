package io.kaipan.graphql.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import io.kaipan.graphql.testing.EdgeApplication;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller;
import io.kaipan.graphql.testing.Rows;
import io.kaipan.graphql.testing.SocketCaller;
import io.kaipan.query.leadlist.LeadChanges;
import io.kaipan.query.leadlist.LeadRow;
import io.kaipan.query.leadlist.LeadsUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

@TestPropertySource(
        properties = {
            "kaipan.live.rights-check=200ms",
            "kaipan.live.connection-init=1s",
            "kaipan.live.keep-alive=1s",
            "kaipan.live.sockets-per-user=3",
            "kaipan.live.subscriptions-per-user=4"
        })
class LiveUpdatesTest extends EdgeTest {
    private static final String LEAD =
            "subscription { leadChanged(id: \"%s\") { id version state } }".formatted(Rows.LEAD);
    private static final String LEADS =
            "subscription { leadsChanged(first: 2) { snapshot leads { id customer { name } } gone position } }";

    @Autowired
    private LeadChanges changes;

    @Autowired
    private UserBook users;

    private final Sinks.Many<LeadRow> lead = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger watched = new AtomicInteger();

    @Test
    @DisplayName("a list starts with its present state and goes on with what changes")
    void list() {
        when(changes.stream(any(), any(), anyInt(), any(Actor.class)))
                .thenReturn(Flux.just(
                                new LeadsUpdate(true, List.of(Rows.lead()), List.of(), 7),
                                new LeadsUpdate(false, List.of(), List.of(Rows.LEAD), 8))
                        .concatWith(Flux.never()));
        SocketCaller socket = as(Role.CONSULTANT).socket().initialise();

        socket.subscribe("1", LEADS);

        JsonNode present = socket.expect("next").path("data").path("leadsChanged");
        assertThat(present.path("snapshot").booleanValue()).isTrue();
        assertThat(present.path("leads").path(0).path("customer").path("name").stringValue())
                .isEqualTo("王芳");
        assertThat(present.path("position").stringValue()).isEqualTo("7");
        JsonNode change = socket.expect("next").path("data").path("leadsChanged");
        assertThat(change.path("gone").path(0).stringValue()).isEqualTo(Rows.LEAD.value());
        socket.close();
    }

    @Test
    @DisplayName("an update's end is told")
    void end() {
        when(changes.stream(any(LeadId.class), any())).thenReturn(Flux.just(Rows.lead()));
        SocketCaller socket = as(Role.CONSULTANT).socket().initialise();

        socket.subscribe("1", LEAD);

        socket.expect("next");
        socket.expect("complete");
        socket.close();
    }

    @Test
    @DisplayName("live updates come as server-sent events too")
    void events() {
        when(changes.stream(any(LeadId.class), any())).thenReturn(Flux.just(Rows.lead(), Rows.qualified()));

        String events = as(Role.CONSULTANT).events(LEAD).collect(Collectors.joining("\n"));

        assertThat(events)
                .contains("event:next")
                .contains("\"state\":\"ACTIVE\"")
                .contains("\"state\":\"QUALIFIED\"")
                .endsWith("event:complete\ndata:\n");
    }

    @Test
    @DisplayName("G-7 an update is refused to roles it is not for")
    void audience() {
        SocketCaller socket = as(Role.CASHIER).socket().initialise();

        socket.subscribe("1", LEAD);

        JsonNode answer = socket.expect("next");
        assertThat(answer.path("errors").path(0).path("extensions").path("code").stringValue())
                .isEqualTo("FORBIDDEN");
        socket.close();
    }

    @Test
    @DisplayName("G-7 an update ends when the role it needs is taken away")
    void roleTakenAway() {
        watchedLead();
        SocketCaller socket = as(Role.CHANNEL).socket().initialise();
        socket.subscribe("1", LEAD);
        socket.expect("next");

        doAnswer(call -> Optional.of(entry(call.getArgument(0), Role.CASHIER, false)))
                .when(users)
                .find(any());

        assertThat(code(socket.expect("error"))).isEqualTo("FORBIDDEN");
        await().until(() -> watched.get() == 0);
        socket.close();
    }

    @Test
    @DisplayName("G-7 an update ends when its follower is suspended")
    void suspended() {
        watchedLead();
        SocketCaller socket = as(Role.MARKETING).socket().initialise();
        socket.subscribe("1", LEAD);
        socket.expect("next");

        doAnswer(call -> Optional.of(entry(call.getArgument(0), Role.MARKETING, true)))
                .when(users)
                .find(any());

        assertThat(code(socket.expect("error"))).isEqualTo("UNAUTHENTICATED");
        socket.close();
    }

    @Test
    @DisplayName("G-8 an update starts anew when its follower may see other things than before")
    void rightsChanged() {
        List<Actor> seenAs = new ArrayList<>();
        when(changes.stream(any(LeadId.class), any())).thenAnswer(call -> {
            seenAs.add(call.getArgument(1));
            return Flux.just(Rows.lead()).concatWith(Flux.never());
        });
        SocketCaller socket = as(Role.RECEPTION).socket().initialise();
        socket.subscribe("1", LEAD);
        socket.expect("next");

        doAnswer(call -> Optional.of(entry(call.getArgument(0), Role.SALES_MANAGER, false)))
                .when(users)
                .find(any());

        socket.expect("next");
        assertThat(seenAs).extracting(Actor::roles).containsExactly(Set.of(Role.RECEPTION), Set.of(Role.SALES_MANAGER));
        socket.close();
    }

    @Test
    @DisplayName("what nobody listens to any more is no longer watched")
    void cancelled() {
        watchedLead();
        SocketCaller socket = as(Role.CONSULTANT).socket().initialise();
        socket.subscribe("1", LEAD).subscribe("2", LEAD);
        socket.expect("next");
        socket.expect("next");

        socket.send("{\"type\": \"complete\", \"id\": \"1\"}");
        await().until(() -> watched.get() == 1);
        socket.close();
        await().until(() -> watched.get() == 0);
    }

    @Test
    @DisplayName("a user follows so many updates at a time and no more; ended ones count no longer")
    void subscriptionLimit() {
        watchedLead();
        SocketCaller socket = as(Role.ADMIN).socket().initialise();
        for (int i = 0; i < 4; i++) {
            socket.subscribe("" + i, LEAD);
            socket.expect("next");
        }

        socket.subscribe("5", LEAD);
        assertThat(code(socket.expect("error"))).isEqualTo("LIMIT_EXCEEDED");

        socket.send("{\"type\": \"complete\", \"id\": \"1\"}");
        await().until(() -> watched.get() == 3);
        socket.subscribe("6", LEAD);
        socket.expect("next");
        socket.close();
    }

    @Test
    @DisplayName("a user has so many sockets at a time and no more; closed ones count no longer")
    void socketLimit() {
        HttpCaller caller = as(Role.AUDITOR);
        List<SocketCaller> sockets = List.of(
                caller.socket().initialise(),
                caller.socket().initialise(),
                caller.socket().initialise());

        assertThat(caller.socket().closeCode()).isEqualTo(4429);
        as(Role.CONSULTANT).socket().initialise().close();

        sockets.forEach(SocketCaller::close);
        await().ignoreExceptions().until(() -> {
            SocketCaller next = caller.socket();
            next.send("{\"type\": \"connection_init\"}");
            next.expect("connection_ack");
            next.close();
            return true;
        });
    }

    @Test
    @DisplayName("a socket that says nothing is closed")
    void initTimeout() {
        assertThat(as(Role.CONSULTANT).socket().closeCode()).isEqualTo(4408);
    }

    @Test
    @DisplayName("a socket that asks before it has begun is closed")
    void noInit() {
        SocketCaller socket = as(Role.CONSULTANT).socket();

        socket.subscribe("1", LEAD);

        assertThat(socket.closeCode()).isEqualTo(4401);
    }

    @Test
    @DisplayName("a socket that sends nonsense is closed")
    void nonsense() {
        SocketCaller socket = as(Role.CONSULTANT).socket().initialise();

        socket.send("{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"query\": 7}}");

        assertThat(socket.closeCode()).isEqualTo(4400);
    }

    @Test
    @DisplayName("no page from elsewhere opens a socket")
    void origin() {
        assertThatThrownBy(() -> as(Role.CONSULTANT).socket("Origin", "https://elsewhere.example"))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    @DisplayName("strangers open no socket")
    void strangers() {
        assertThatThrownBy(() -> stranger().socket()).isInstanceOf(CompletionException.class);
    }

    @Test
    @DisplayName("queries and mutations go over a socket as well")
    void queries() {
        SocketCaller socket = as(Role.CONSULTANT).socket().initialise();

        socket.subscribe("1", "{ me { userName } }");

        assertThat(socket.expect("next").path("data").toString()).isEqualTo("{\"me\":{\"userName\":\"consultant\"}}");
        socket.expect("complete");
        socket.close();
    }

    /** A lead whose present state is told, and then nothing more, to however many watch it. */
    private void watchedLead() {
        when(changes.stream(any(LeadId.class), any()))
                .thenReturn(Flux.just(Rows.lead())
                        .concatWith(lead.asFlux())
                        .doOnSubscribe(subscription -> watched.incrementAndGet())
                        .doFinally(signal -> watched.decrementAndGet()));
    }

    private static UserEntry entry(UserName user, Role role, boolean suspended) {
        return new UserEntry(user, EdgeApplication.user(role), Set.of(role), Set.of(), suspended);
    }

    private static String code(JsonNode errors) {
        return errors.path(0).path("extensions").path("code").stringValue();
    }
}
