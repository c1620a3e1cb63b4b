package io.kaipan.config.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.bulk.ImportJob;
import io.kaipan.command.bulk.ImportJobs;
import io.kaipan.command.bulk.ImportRejection;
import io.kaipan.command.bulk.ImportState;
import io.kaipan.command.bulk.Page;
import io.kaipan.command.intake.Intake;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.testing.PostgresForTests;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@KaipanTest
@DisplayName("LEA-7 a sales office's spreadsheet")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeadImportTest {
    @Autowired
    ImportJobs imports;

    @Autowired
    Intake intake;

    @Autowired
    PostgresForTests.Database database;

    private SalesOffice office;

    @BeforeAll
    void openOffice() {
        office = SalesOffice.open(intake);
    }

    @Test
    @Order(1)
    @DisplayName("gives exactly the expected report: every row accepted, already there (LEA-8), or rejected by name")
    void sample() throws IOException {
        ImportJob done = importSample();
        JsonNode expected = JsonMapper.shared().readTree(resource("leads.expected.json"));
        assertThat(List.of(done.rows(), done.accepted(), done.alreadyThere(), done.rejected()))
                .containsExactly(
                        expected.path("rows").asInt(),
                        expected.path("accepted").asInt(),
                        expected.path("alreadyThere").asInt(),
                        expected.path("rejected").asInt());
        assertThat(imports.rejections(done, Page.first(1_000)))
                .extracting(ImportRejection::row, ImportRejection::column, ImportRejection::code)
                .containsExactlyElementsOf(
                        StreamSupport.stream(expected.path("rejections").spliterator(), false)
                                .map(each -> org.assertj.core.groups.Tuple.tuple(
                                        each.path("row").asInt(),
                                        each.path("column").asString(),
                                        each.path("code").asString()))
                                .toList());
        assertThat(count("lead.LeadRegistered")).isEqualTo(1_763);
        assertThat(count("lead.LeadInteractionLogged")).isEqualTo(101);
    }

    @Test
    @Order(2)
    @DisplayName("changes nothing the second time, and says so")
    void again() throws IOException {
        long events = events();
        ImportJob again = importSample();
        assertThat(List.of(again.state(), again.accepted(), again.alreadyThere(), again.rejected()))
                .containsExactly(ImportState.DONE, 0, 1_864, 136);
        assertThat(events()).isEqualTo(events);
    }

    private ImportJob importSample() throws IOException {
        MockMultipartFile file = new MockMultipartFile("file", "leads.csv", "text/csv", resource("leads.csv"));
        ImportJob begun = imports.start("leads", SalesOffice.MANAGER, file);
        await().atMost(Duration.ofMinutes(2)).until(() -> find(begun).state() != ImportState.RUNNING);
        return find(begun);
    }

    private ImportJob find(ImportJob job) {
        return imports.find(job.id(), SalesOffice.MANAGER).orElseThrow();
    }

    private long events() {
        return jdbc().sql("SELECT count(*) FROM log.domain_event")
                .query(Long.class)
                .single();
    }

    private long count(String event) {
        return jdbc().sql("SELECT count(*) FROM log.domain_event WHERE payload_type = ?")
                .param(event)
                .query(Long.class)
                .single();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(database.owner());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(LeadImportTest.class.getResourceAsStream("/imports/" + name))) {
            return in.readAllBytes();
        }
    }
}
