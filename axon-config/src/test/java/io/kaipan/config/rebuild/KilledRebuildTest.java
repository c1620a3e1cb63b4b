package io.kaipan.config.rebuild;

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
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class KilledRebuildTest {
    private static final int USERS = 200_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String PASSWORD = "a password for tests";

    private static final String BUILT = "user-list.g2 is built from the log up to";
    private static final Pattern POSITION = Pattern.compile("\"position\":\"(\\d+)\"");
    private static final String REBUILD = "mutation { rebuildView(input: {view: \\\"user-list\\\"})"
            + " { view { generations { number state askedBy } } refusals { code } } }";

    private final Database database = PostgresForTests.freshDatabase();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @TempDir
    Path home;

    @TempDir
    Path otherHome;

    @Test
    @DisplayName("AUD-5 a rebuild whose node is killed with kill -9 is begun anew by the next, and comes out whole")
    void beginsAnew() throws Exception {
        try (KaipanProcess kaipan = start("killed-rebuild-1")) {
            manyUsers();
            String answer = ask(kaipan, REBUILD);
            assertThat(answer).contains("\"number\":2,\"state\":\"BUILDING\",\"askedBy\":\"admin\"");
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> generation("read_to > 0 AND state = 'BUILDING'"));
            kaipan.kill();
        }
        assertThat(generation("state = 'BUILDING'")).isTrue();

        try (KaipanProcess kaipan = start("killed-rebuild-2")) {
            await().atMost(PATIENCE).until(() -> generation("state = 'CATCHING_UP'"));
            assertThat(rows("view.user_list_g2")).isGreaterThanOrEqualTo(USERS);
            assertThat(ask(
                            kaipan,
                            "{ view(name: \\\"user-list\\\") { generations { number progress { rows parked } } } }"))
                    .contains("\"parked\":0");
            await().atMost(PATIENCE).until(() -> ask(
                            kaipan,
                            "mutation { switchView(input: {view: \\\"user-list\\\"})"
                                    + " { view { live } refusals { code } } }")
                    .contains("\"live\":2"));
            assertThat(rows("view.user_list")).isEqualTo(rows("view.user_list_g2"));
            assertThat(ask(kaipan, "{ maintenanceTrail(first: 5) { nodes { user deed target } } }"))
                    .contains("{\"user\":\"admin\",\"deed\":\"rebuildView\",\"target\":\"user-list\"}");
            assertThat(kaipan.output())
                    .contains("user-list.g2 is built from the log", "events parked; it catches up now");
        }
    }

    @Test
    @DisplayName(
            "AUD-5 of two nodes one builds; when it is killed the other takes over, and what one switches the other reads")
    void twoNodes() throws Exception {
        KaipanProcess one = start("two-nodes-1", home);
        KaipanProcess other = start("two-nodes-2", otherHome);
        try {
            manyUsers();
            assertThat(ask(one, REBUILD)).contains("\"state\":\"BUILDING\"");
            assertThat(ask(other, REBUILD)).contains("REBUILD_UNDER_WAY");
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> generation("read_to > 0 AND state = 'BUILDING'"));
            boolean byOne = one.output().contains(BUILT);
            assertThat(other.output().contains(BUILT)).isNotEqualTo(byOne);
            KaipanProcess survivor = byOne ? other : one;
            Path freed = byOne ? home : otherHome;
            (byOne ? one : other).kill();

            await().atMost(PATIENCE).until(() -> generation("state = 'CATCHING_UP'"));
            assertThat(survivor.output()).contains(BUILT);
            assertThat(rows("view.user_list_g2")).isGreaterThanOrEqualTo(USERS);
            try (KaipanProcess reader = start("two-nodes-3", freed)) {
                String switched = "switchView";
                for (int round = 0; round < 6; round++) {
                    String user = "user.round" + round;
                    String change = ("mutation { %s(input: {view: \\\"user-list\\\"})"
                                    + " { view { live } refusals { code } } }")
                            .formatted(switched);
                    await().atMost(PATIENCE).until(() -> ask(survivor, change).contains("\"refusals\":[]"));
                    switched = "switchViewBack";
                    String registered = ask(
                            survivor,
                            "mutation { registerUser(input: {user: \\\"" + user + "\\\", displayName: \\\"x\\\","
                                    + " roles: [CONSULTANT], projects: []}) { receipt { position } refusals { code } } }");
                    Matcher position = POSITION.matcher(registered);
                    assertThat(position.find()).as(registered).isTrue();
                    assertThat(ask(
                                    reader,
                                    "{ user(userName: \\\"" + user + "\\\", atLeast: \\\"" + position.group(1)
                                            + "\\\") { userName } }"))
                            .as("round %s", round)
                            .contains(user);
                    int live = round % 2 == 0 ? 2 : 1;
                    assertThat(ask(reader, "{ view(name: \\\"user-list\\\") { live } }"))
                            .contains("\"live\":" + live);
                }
            }
        } finally {
            one.kill();
            other.kill();
        }
    }

    private KaipanProcess start(String log) throws Exception {
        return start(log, home);
    }

    private KaipanProcess start(String log, Path home) throws Exception {
        return KaipanProcess.start(database, home, Map.of("KAIPAN_DEMO", "true", "KAIPAN_PASSWORD", PASSWORD), log);
    }

    private void manyUsers() {
        owner.sql("""
                INSERT INTO log.domain_event (event_identifier, aggregate_identifier, sequence_number, type, payload_type,
                    payload_revision, payload, meta_data, time_stamp)
                SELECT 'killed-' || i, 'user_killed_' || i, 0, 'User', 'user.UserRegistered', '1',
                    convert_to('{"user":"user.' || i || '","displayName":"User","roles":["CONSULTANT"],"projects":[]}', 'UTF8'),
                    convert_to('{"user":"admin"}', 'UTF8'), '2026-03-01T01:00:00.000Z'
                FROM generate_series(1, ?) i""").param(USERS).update();
    }

    private boolean generation(String condition) {
        return rows("engine.view_generation WHERE view = 'user-list' AND generation = 2 AND " + condition) == 1;
    }

    private long rows(String from) {
        return owner.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    private static String ask(KaipanProcess kaipan, String query) throws Exception {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kaipan.port() + "/graphql"))
                                    .header("Authorization", "Basic " + credentials)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + query + "\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
