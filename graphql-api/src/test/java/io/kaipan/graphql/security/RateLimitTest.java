package io.kaipan.graphql.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import io.kaipan.graphql.testing.SocketCaller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@DisplayName("How often a user may ask")
@TestPropertySource(properties = {"kaipan.security.requests-at-once=3", "kaipan.security.requests-per-second=1"})
class RateLimitTest extends EdgeTest {
    private static final int MOST_TRIES = 20;
    private static final String ME = "{ me { userName } }";

    @Test
    @DisplayName("who asks too often gets 429 and after how many seconds to try again; others don't")
    void graphQl() {
        Answer refused = askUntilRefused(as(Role.CONSULTANT));

        assertThat(refused.codes()).containsExactly("RATE_LIMITED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(as(Role.RECEPTION).ask(ME).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("commands count as well, and are refused as problems in the caller's language")
    void commands() {
        HttpCaller caller = as(Role.SALES_MANAGER);
        askUntilRefused(caller);

        Answer refused = caller.post("/api/commands/EditLead", "{}", "Accept-Language", "zh");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.json().path("code").asString()).isEqualTo("RATE_LIMITED");
        assertThat(refused.json().path("detail").asString()).isEqualTo("尝试次数过多，请稍后再试。");
    }

    @Test
    @DisplayName("what is asked over a socket counts as well")
    void sockets() {
        SocketCaller socket = as(Role.CHANNEL).socket().initialise();
        askUntilRefused(as(Role.CHANNEL));

        socket.subscribe("1", ME);

        assertThat(socket.expect("next")
                        .path("errors")
                        .path(0)
                        .path("extensions")
                        .path("code")
                        .asString())
                .isEqualTo("RATE_LIMITED");
        socket.close();
    }

    private static Answer askUntilRefused(HttpCaller caller) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Answer answer = caller.ask(ME);
            if (answer.status() == 429) {
                return answer;
            }
            assertThat(answer.status()).isEqualTo(200);
        }
        throw new AssertionError("Nothing was refused");
    }
}
