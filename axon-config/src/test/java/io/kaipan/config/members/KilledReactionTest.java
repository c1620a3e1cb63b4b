package io.kaipan.config.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.KaipanProcess;
import io.kaipan.testing.PostgresForTests;
import io.kaipan.testing.PostgresForTests.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Points for joining, when Kaipan is killed between the event and what follows from it")
class KilledReactionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "kaipan-demo";
    /** What a kill interrupts: nothing is given yet; all is given, but nothing notes that the event is handled. */
    private static final List<String> MOMENTS = List.of(
            "LOCK TABLE lookup.points_entry IN ACCESS EXCLUSIVE MODE",
            "SELECT 1 FROM engine.token_entry WHERE processor_name = 'membership-points' FOR UPDATE",
            "LOCK TABLE lookup.points_entry IN ACCESS EXCLUSIVE MODE");

    private final Database database = PostgresForTests.freshDatabase();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final List<String> accounts = new ArrayList<>();

    @TempDir
    Path home;

    @Test
    @DisplayName("PTS-2, PTS-5 each is given once, whenever it was killed, and however often")
    void onceEach() throws Exception {
        KaipanProcess kaipan = start(0);
        try {
            String referrer = applied(kaipan, null);
            confirm(kaipan, referrer);
            awaitAwards(1);
            for (int round = 1; round <= MOMENTS.size(); round++) {
                try (Connection lock = database.owner().getConnection()) {
                    killed(kaipan, lock, MOMENTS.get(round - 1), referrer);
                    lock.rollback();
                }
                kaipan = start(round);
                awaitAwards(1 + 2 * round);
                ClubHouse.awaitHandled(owner, "membership-points");
            }
            assertThat(awardsOf(referrer)).containsExactly("JOIN", "REFERRAL_JOIN", "REFERRAL_JOIN", "REFERRAL_JOIN");
        } finally {
            kaipan.kill();
        }
    }

    /** Confirms a membership while something is locked, and kills Kaipan when all is done that can be. */
    private void killed(KaipanProcess kaipan, Connection lock, String statement, String referrer) throws Exception {
        String joined = applied(kaipan, cardOf(referrer));
        long before = awards();
        long given = statement.startsWith("LOCK") ? 0 : 2;
        lock.setAutoCommit(false);
        lock.createStatement().execute(statement);
        confirm(kaipan, joined);
        await().atMost(PATIENCE).until(() -> given == 0 ? isWaiting(lock) : awards() == before + given);
        kaipan.kill();
        assertThat(awards()).isEqualTo(before + given);
    }

    private KaipanProcess start(int round) throws Exception {
        return KaipanProcess.start(
                database, home, Map.of("KAIPAN_DEMO", "true", "KAIPAN_PASSWORD", PASSWORD), "killed-reaction-" + round);
    }

    private String applied(KaipanProcess kaipan, @Nullable String card) throws Exception {
        String account = send(kaipan, "ApplyForMembership", """
                {"project": "JYLW", "customer": {"name": "王芳", "phone": "0755-8700%04d"}%s}""".formatted(
                                accounts.size() + 1, card == null ? "" : ", \"referrer\": \"" + card + "\""))
                .path("id")
                .asString();
        accounts.add(account);
        send(kaipan, "AnswerEntryQuestionnaire", """
                {"account": "%s", "questionnaire": "ENTRY", "version": 1,
                 "answers": [{"code": "source", "choices": ["FRIEND"]}]}""".formatted(account));
        return account;
    }

    private void confirm(KaipanProcess kaipan, String account) throws Exception {
        JsonNode confirmed = send(kaipan, "ConfirmMembership", "{\"account\": \"" + account + "\"}");
        assertThat(confirmed.path("id").asString()).as(confirmed.toString()).isEqualTo(account);
    }

    private String cardOf(String account) {
        return owner.sql("SELECT card_number FROM lookup.member_account WHERE account_id = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    private List<String> awardsOf(String account) {
        return owner.sql("""
                        SELECT convert_from(payload, 'UTF8')::jsonb ->> 'kind' FROM log.domain_event
                        WHERE aggregate_identifier = ? AND payload_type = 'member.PointsAwarded' ORDER BY sequence_number""").param(account).query(String.class).list();
    }

    /** Of the accounts that this test opened: the demo has members of its own. */
    private long awards() {
        return owner.sql("""
                        SELECT count(*) FROM log.domain_event
                        WHERE payload_type = 'member.PointsAwarded' AND aggregate_identifier = ANY (?)""")
                .param(accounts.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private void awaitAwards(long number) {
        await().atMost(PATIENCE).until(() -> awards() >= number);
        assertThat(awards()).isEqualTo(number);
    }

    /** Whether somebody waits for what this connection has locked. */
    private boolean isWaiting(Connection lock) throws SQLException {
        int pid = lock.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        return owner.sql("SELECT count(*) FROM pg_stat_activity WHERE ? = ANY (pg_blocking_pids(pid))")
                        .param(pid)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static JsonNode send(KaipanProcess kaipan, String command, String body) throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString(("reception:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + kaipan.port() + "/api/commands/" + command))
                                    .header("Authorization", "Basic " + credentials)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return JsonMapper.shared().readTree(answer);
        }
    }
}
