package io.kaipan.config.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.bulk.ImportJob;
import io.kaipan.command.bulk.ImportJobs;
import io.kaipan.command.bulk.ImportRejection;
import io.kaipan.command.bulk.ImportState;
import io.kaipan.command.bulk.Page;
import io.kaipan.command.intake.Intake;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.testing.PostgresForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
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
    EventStore log;

    @Autowired
    PostgresForTests.Database database;

    private SalesOffice office;
    private long before;

    @BeforeAll
    void openOffice() {
        office = SalesOffice.open(intake);
        before = jdbc().sql("SELECT max(global_index) FROM log.domain_event")
                .query(Long.class)
                .single();
    }

    @Test
    @Order(1)
    @DisplayName("gives exactly the expected report: every row accepted, already there (LEA-8), or rejected by name")
    void sample() throws IOException {
        ImportJob done = importSample();
        JsonNode expected = JsonMapper.shared().readTree(SalesOffice.sheet("leads.expected.json"));
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
                                .map(each -> tuple(
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

    @Test
    @Order(3)
    @DisplayName("G-10 G-4 keeps original author and time of a row; importer and job stand beside them on the event")
    void importedHistory() throws IOException {
        ImportJob done =
                importRows("录入人,发生时间,主题,项目,认知途径,客户姓名,联系电话\n" + "老张,2023年5月4日 16:30,咨询,JYLW,报纸,往事,13700000001\n");
        assertThat(done.accepted()).isEqualTo(1);
        DomainEventMessage<?> event = lastRegistration();
        LeadRegistered registered = (LeadRegistered) event.getPayload();
        assertThat(registered.originalAuthor()).isEqualTo("老张");
        assertThat(registered.occurredAt()).isEqualTo(Instant.parse("2023-05-04T08:30:00Z"));
        assertThat(event.getMetaData()).containsEntry("user", "manager").containsEntry("correlationId", done.id());
        assertThat(event.getTimestamp()).isAfter(Instant.parse("2024-01-01T00:00:00Z"));
    }

    @Test
    @Order(4)
    @DisplayName("takes a row that was refused once what was wrong is mended, from the same file")
    void mended() throws IOException {
        String rows = "topic,project,channel,customer,phone\n咨询,WKC,电台,听众,13700000002\n";
        assertThat(importRows(rows).rejected()).isEqualTo(1);
        office.addChannel("WKC", "电台");
        assertThat(importRows(rows).accepted()).isEqualTo(1);
        assertThat(importRows(rows).alreadyThere()).isEqualTo(1);
    }

    @Test
    @Order(5)
    @DisplayName("keeps text that looks like a formula as the text it is")
    void formula() throws IOException {
        importRows("topic,project,channel,customer,phone,description\n"
                + "咨询,WKC,网络,公式,13700000003,\"=HYPERLINK(\"\"http://evil.example\"\",\"\"看\"\")\"\n");
        assertThat(((LeadRegistered) lastRegistration().getPayload()).description())
                .isEqualTo("=HYPERLINK(\"http://evil.example\",\"看\")");
    }

    private ImportJob importSample() throws IOException {
        return importFile(SalesOffice.sheet("leads.csv"));
    }

    private ImportJob importRows(String text) throws IOException {
        return importFile(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportJob importFile(byte[] bytes) throws IOException {
        MockMultipartFile file = new MockMultipartFile("file", "leads.csv", "text/csv", bytes);
        ImportJob begun = imports.start("leads", SalesOffice.MANAGER, file);
        await().atMost(Duration.ofMinutes(2)).until(() -> find(begun).state() != ImportState.RUNNING);
        return find(begun);
    }

    private DomainEventMessage<?> lastRegistration() {
        String lead = jdbc().sql("""
                        SELECT aggregate_identifier FROM log.domain_event
                        WHERE payload_type = 'lead.LeadRegistered' ORDER BY global_index DESC LIMIT 1
                        """).query(String.class).single();
        return log.readEvents(lead).next();
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
        return jdbc().sql("SELECT count(*) FROM log.domain_event WHERE payload_type = ? AND global_index > ?")
                .params(event, before)
                .query(Long.class)
                .single();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(database.owner());
    }
}
