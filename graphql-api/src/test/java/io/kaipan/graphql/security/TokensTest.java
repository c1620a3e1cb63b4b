package io.kaipan.graphql.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;

import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.graphql.testing.Issuer;
import io.kaipan.graphql.testing.SocketCaller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("Bearer tokens of an OpenID provider")
class TokensTest extends EdgeTest {
    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
    private static final String ME = "{\"query\": \"{ me { userName roles } }\"}";
    /** Beyond the minute by which clocks may differ. */
    private static final long LONG_AGO = 120;

    private static final Issuer issuer = new Issuer();
    private static final Issuer stranger = new Issuer();

    @Autowired
    private UserBook users;

    @DynamicPropertySource
    static void trusted(DynamicPropertyRegistry properties) {
        properties.add(ISSUER, issuer::uri);
    }

    @AfterAll
    static void close() {
        issuer.close();
        stranger.close();
    }

    private Answer ask(String token) {
        return stranger().post("/graphql", ME, "Authorization", "Bearer " + token);
    }

    private void isRefused(String token) {
        Answer graphql = ask(token);
        assertThat(graphql.status()).isEqualTo(401);
        assertThat(graphql.codes()).containsExactly("UNAUTHENTICATED");
        Answer command = stranger().post("/api/commands/EditLead", "{}", "Authorization", "Bearer " + token);
        assertThat(command.status()).isEqualTo(401);
        assertThat(command.json().path("code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(command.text()).doesNotContain("Jwt", "springframework", "nimbus");
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(300);
    }

    private static String good(String user) {
        return issuer.sign(issuer.claims(user, soon()));
    }

    @Test
    @DisplayName("G-7 a good token says who; what they may do stands in Kaipan's own users")
    void good() {
        Answer answer = ask(issuer.sign(issuer.claims("consultant", soon()).claim("roles", List.of("ADMIN"))));

        assertThat(answer.text())
                .isEqualTo("{\"data\":{\"me\":{\"userName\":\"consultant\",\"roles\":[\"CONSULTANT\"]}}}");
    }

    @Test
    @DisplayName("a token signed with another key is refused, though it names the right one")
    void wrongSignature() {
        isRefused(issuer.signWithAnotherKey(issuer.claims("consultant", soon())));
    }

    @Test
    @DisplayName("a token without any signature is refused")
    void noSignature() {
        String[] parts = good("consultant").split("\\.");
        isRefused("eyJhbGciOiJub25lIn0." + parts[1] + ".");
    }

    @Test
    @DisplayName("a token that has run out is refused")
    void expired() {
        isRefused(issuer.sign(issuer.claims("consultant", Instant.now().minusSeconds(LONG_AGO))));
    }

    @Test
    @DisplayName("a token that is not valid yet is refused")
    void notYet() {
        isRefused(issuer.sign(issuer.claims("consultant", soon())
                .notBeforeTime(Date.from(Instant.now().plusSeconds(LONG_AGO)))));
    }

    @Test
    @DisplayName("a token for another application is refused, and so is one for none")
    void wrongAudience() {
        isRefused(issuer.sign(issuer.claims("consultant", soon()).audience("payroll")));
        isRefused(issuer.sign(issuer.claims("consultant", soon()).audience((String) null)));
    }

    @Test
    @DisplayName("a token of another provider is refused")
    void wrongIssuer() {
        isRefused(stranger.sign(stranger.claims("consultant", soon())));
        isRefused(issuer.sign(issuer.claims("consultant", soon()).issuer(stranger.uri())));
    }

    @Test
    @DisplayName("G-7 a token for nobody who works here, or for somebody suspended, is refused")
    void nobody() {
        doReturn(Optional.empty()).when(users).find(new UserName("nobody"));
        doReturn(Optional.of(new UserEntry(new UserName("gone"), "gone", Set.of(Role.ADMIN), Set.of(), true)))
                .when(users)
                .find(new UserName("gone"));

        isRefused(good("nobody"));
        isRefused(good("gone"));
        isRefused(issuer.sign(issuer.claims("consultant", soon()).claim("preferred_username", null)));
    }

    @Test
    @DisplayName("while the users can't be read, a good token is answered with 503 and when to try again")
    void usersOutOfReach() {
        doThrow(new DataAccessResourceFailureException("away")).when(users).find(any());

        Answer answer = ask(good("reception"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.codes()).containsExactly("UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    @Test
    @DisplayName("a token needs no CSRF token: no page can make a browser send it")
    void noCsrf() {
        Answer answer = stranger()
                .post("/api/commands/NoSuchCommand", "{}", "Authorization", "Bearer " + good("sales_manager"));

        assertThat(answer.status()).isNotIn(401, 403);
    }

    @Test
    @DisplayName("a socket may bring its token with the first message")
    void socket() {
        SocketCaller socket = stranger().socket().initialise(good("marketing"));
        socket.expect("connection_ack");
        socket.subscribe("1", "{ me { userName } }");

        assertThat(socket.expect("next").path("data").toString()).isEqualTo("{\"me\":{\"userName\":\"marketing\"}}");
        socket.close();
    }

    @Test
    @DisplayName("a socket whose first message brings no good token is closed")
    void socketWithoutToken() {
        assertThat(stranger().socket().initialise("nonsense").closeCode()).isEqualTo(4401);
        assertThat(stranger().socket().send("{\"type\": \"connection_init\"}").closeCode())
                .isEqualTo(4401);
    }

    @Test
    @DisplayName("a user has at most 10 sockets, those opened with a token among them; closed ones count no longer")
    void socketLimit() {
        List<SocketCaller> sockets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SocketCaller byMessage = stranger().socket().initialise(good("cashier"));
            byMessage.expect("connection_ack");
            sockets.add(byMessage);
            sockets.add(stranger()
                    .socket("Authorization", "Bearer " + good("cashier"))
                    .initialise());
        }

        assertThat(stranger().socket().initialise(good("cashier")).closeCode()).isEqualTo(4429);
        assertThat(stranger()
                        .socket("Authorization", "Bearer " + good("cashier"))
                        .closeCode())
                .isEqualTo(4429);
        assertThat(sockets).allMatch(SocketCaller::isOpen);

        sockets.removeFirst().close();
        await().untilAsserted(() -> {
            SocketCaller next = stranger().socket().initialise(good("cashier"));
            next.expect("connection_ack");
            next.subscribe("1", "{ me { userName } }");
            next.expect("next");
            next.close();
        });
        sockets.forEach(SocketCaller::close);
    }
}
