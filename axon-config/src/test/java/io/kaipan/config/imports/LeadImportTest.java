package io.kaipan.config.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.kaipan.command.bulk.ImportJob;
import io.kaipan.command.bulk.ImportJobs;
import io.kaipan.command.bulk.ImportRejection;
import io.kaipan.command.bulk.ImportState;
import io.kaipan.command.bulk.Page;
import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import io.kaipan.testing.PostgresForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DemoOffice
@DisplayName("LEA-7 a sales office's spreadsheet")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeadImportTest {
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.SALES_MANAGER), Set.of("JYLW", "WKC"));

    @Autowired
    ImportJobs imports;

    @Autowired
    Intake intake;

    @Autowired
    EventStore log;

    @Autowired
    PostgresForTests.Database database;

    @Test
    @Order(1)
    @DisplayName("gives exactly the expected report: every row accepted, already there (LEA-8), or rejected by name")
    void sample() throws IOException {
        long registered = count("lead.LeadRegistered");
        long logged = count("lead.LeadInteractionLogged");
        ImportJob done = importSample();
        JsonNode expected = JsonMapper.shared().readTree(Sheets.expectedOfLeads());
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
        assertThat(count("lead.LeadRegistered") - registered).isEqualTo(1_763);
        assertThat(count("lead.LeadInteractionLogged") - logged).isEqualTo(101);
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
    @DisplayName("sits out a database that ends all sessions, and counts every row once")
    void databaseRestarts() throws IOException {
        StringBuilder rows = new StringBuilder("topic,project,channel,customer,phone\n");
        for (int i = 0; i < 1_000; i++) {
            rows.append("咨询,JYLW,网络,客户%d,135%08d\n".formatted(i, i));
        }
        ImportJob begun = begin(rows.toString().getBytes(StandardCharsets.UTF_8));
        for (int done : List.of(1, 200, 400, 600, 800)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> registeredSince(begun) >= done);
            database.endSessions();
        }
        // until every dead connection is out of the pool, this test's own questions meet them too
        await().during(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(DataAccessResourceFailureException.class)
                .until(() -> find(begun).id().equals(begun.id()));
        ImportJob done = awaitEnd(begun);
        assertThat(List.of(done.state(), done.accepted(), done.alreadyThere(), done.rejected()))
                .containsExactly(ImportState.DONE, 1_000, 0, 0);
        assertThat(registeredSince(begun)).isEqualTo(1_000);
    }

    @Test
    @Order(4)
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
    @Order(5)
    @DisplayName("takes a row that was refused once what was wrong is mended, from the same file")
    void mended() throws IOException {
        String rows = "topic,project,channel,customer,phone\n咨询,WKC,电台,听众,13700000002\n";
        assertThat(importRows(rows).rejected()).isEqualTo(1);
        addRadio();
        assertThat(importRows(rows).accepted()).isEqualTo(1);
        assertThat(importRows(rows).alreadyThere()).isEqualTo(1);
    }

    @Test
    @Order(6)
    @DisplayName("keeps text that looks like a formula as the text it is")
    void formula() throws IOException {
        importRows("topic,project,channel,customer,phone,description\n"
                + "咨询,WKC,网络,公式,13700000003,\"=HYPERLINK(\"\"http://evil.example\"\",\"\"看\"\")\"\n");
        assertThat(((LeadRegistered) lastRegistration().getPayload()).description())
                .isEqualTo("=HYPERLINK(\"http://evil.example\",\"看\")");
    }

    /** Lets the project know one awareness channel more. */
    private void addRadio() {
        ObjectNode policy = JsonMapper.shared().createObjectNode().put("project", "WKC");
        ArrayNode channels = policy.putArray("channels");
        Stream.of("报纸", "路牌", "网络", "朋友介绍", "外展会", "短信", "路过", "老业主", "电台")
                .forEach(channel -> channels.addObject().put("code", channel));
        assertThat(intake.accept(
                        new CommandRequest("SetAwarenessChannelPolicy", policy, MANAGER, MANAGER.user(), null)))
                .isInstanceOf(Outcome.Accepted.class);
    }

    private ImportJob importSample() throws IOException {
        return importFile(Sheets.leads());
    }

    private ImportJob importRows(String text) throws IOException {
        return importFile(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportJob importFile(byte[] bytes) throws IOException {
        return awaitEnd(begin(bytes));
    }

    private ImportJob begin(byte[] bytes) throws IOException {
        return imports.start("leads", MANAGER, new MockMultipartFile("file", "leads.csv", "text/csv", bytes));
    }

    private ImportJob awaitEnd(ImportJob begun) {
        await().atMost(Duration.ofMinutes(2)).until(() -> find(begun).state() != ImportState.RUNNING);
        return find(begun);
    }

    /** How many leads a job has registered, counted or not. */
    private long registeredSince(ImportJob job) {
        return jdbc().sql("""
                        SELECT count(*) FROM log.domain_event WHERE payload_type = 'lead.LeadRegistered'
                          AND convert_from(meta_data, 'UTF8')::jsonb ->> 'correlationId' = ?
                        """).param(job.id()).query(Long.class).single();
    }

    private DomainEventMessage<?> lastRegistration() {
        String lead = jdbc().sql("""
                        SELECT aggregate_identifier FROM log.domain_event
                        WHERE payload_type = 'lead.LeadRegistered' ORDER BY global_index DESC LIMIT 1
                        """).query(String.class).single();
        return log.readEvents(lead).next();
    }

    private ImportJob find(ImportJob job) {
        return imports.find(job.id(), MANAGER).orElseThrow();
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
}
