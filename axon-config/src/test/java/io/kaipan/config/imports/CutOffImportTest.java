package io.kaipan.config.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.testing.KaipanProcess;
import io.kaipan.testing.PostgresForTests;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("LEA-7 an import whose process is killed in the middle")
class CutOffImportTest {
    private final PostgresForTests.Database database = PostgresForTests.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database.owner());

    @TempDir
    Path home;

    @Test
    @DisplayName("leaves whole rows only, goes on at the next start and counts every row once")
    void killed() throws IOException {
        JsonNode expected = JsonMapper.shared().readTree(Sheets.expectedOfLeads());
        long demoLeads;
        String location;
        try (KaipanProcess kaipan = start("cut-off-import-1")) {
            demoLeads = events("lead.LeadRegistered");
            location = send(kaipan);
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> events("lead.LeadRegistered") - demoLeads > 700);
            kaipan.kill();
        }
        assertThat(jdbc.sql("SELECT state FROM jobs.import_job")
                        .query(String.class)
                        .single())
                .isEqualTo("RUNNING");
        assertWholeRows(demoLeads);

        try (KaipanProcess kaipan = start("cut-off-import-2")) {
            ImportsOverHttp imports = manager(kaipan);
            JsonNode report = imports.awaitEnd(location);
            assertThat(report.path("state").asString()).isEqualTo("DONE");
            for (String count : new String[] {"rows", "accepted", "alreadyThere", "rejected", "rejections"}) {
                assertThat(report.path(count)).as(count).isEqualTo(expected.path(count));
            }
            assertWholeRows(demoLeads);
            assertThat(home.resolve("imports")).isEmptyDirectory();

            long before = rows("log.domain_event");
            JsonNode again = imports.awaitEnd(send(kaipan));
            assertThat(again.path("accepted").asInt()).isZero();
            assertThat(again.path("alreadyThere").asInt()).isEqualTo(1_864);
            assertThat(rows("log.domain_event")).isEqualTo(before);
        }
    }

    /** What belongs together stands together: customer, phone, key, lead, its place and the row's idempotency key. */
    private void assertWholeRows(long demoLeads) {
        assertThat(events("customer.CustomerRegistered"))
                .isEqualTo(rows("keys.customer_key"))
                .isEqualTo(rows("lookup.phone_claim"));
        assertThat(rows("lookup.idempotency_key WHERE scope = 'import:leads'"))
                .isEqualTo(jdbc.sql("""
                                SELECT count(*) FROM log.domain_event
                                WHERE payload_type IN ('lead.LeadRegistered', 'lead.LeadInteractionLogged')
                                  AND convert_from(meta_data, 'UTF8')::jsonb ->> 'correlationId' LIKE 'import_%'
                                """).query(Long.class).single());
        assertThat(rows("lookup.idempotency_key k WHERE scope = 'import:leads' AND NOT EXISTS ("
                        + "SELECT FROM log.domain_event e WHERE e.aggregate_identifier = k.record_id)"))
                .isZero();
        assertThat(events("lead.LeadRegistered")).isGreaterThan(demoLeads + 700);
    }

    private KaipanProcess start(String log) throws IOException {
        Map<String, String> environment = Map.of("KAIPAN_DEMO", "true", "KAIPAN_PASSWORD", DemoOffice.PASSWORD);
        return KaipanProcess.start(database, home, environment, log);
    }

    private static ImportsOverHttp manager(KaipanProcess kaipan) {
        return new ImportsOverHttp(kaipan.port(), "manager");
    }

    private static String send(KaipanProcess kaipan) {
        HttpResponse<String> answer = manager(kaipan).send("leads", Sheets.leads());
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private long events(String type) {
        return rows("log.domain_event WHERE payload_type = '" + type + "'");
    }

    private long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
