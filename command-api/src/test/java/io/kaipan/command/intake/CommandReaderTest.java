package io.kaipan.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.CommandReader.Reading;
import io.kaipan.domain.customer.CustomerCommand.RegisterCustomer;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadCommand.EditLead;
import io.kaipan.domain.lead.LeadCommand.LogLeadInteraction;
import io.kaipan.domain.lead.LeadCommand.QualifyLead;
import io.kaipan.domain.lead.LeadCommand.RegisterLead;
import io.kaipan.domain.lead.NewCustomer;
import io.kaipan.domain.opportunity.OpportunityCommand.EstimateOpportunity;
import io.kaipan.domain.project.CodedEntry;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectCommand.SetFollowUpLevelPolicy;
import io.kaipan.domain.user.UserName;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CommandReaderTest {
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final String LEAD = "lead_01h455vb4pex5vsknk084sn02q";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CommandCatalogue catalogue = new CommandCatalogue();
    private final CommandReader reader = new CommandReader(new NewIds(Clock.fixed(NOON, ZoneOffset.UTC)));

    @Test
    @DisplayName("LEA-1 a whole command is read into its record")
    void whole() {
        RegisterLead lead = (RegisterLead) command("RegisterLead", """
                {"lead": "%s", "topic": "来电咨询三室", "project": "JYLW", "awarenessChannel": "网络",
                 "followUpLevel": "A", "description": "带孩子\\r\\n开白色车",
                 "customer": {"name": "王芳", "phone": "138 1234 5678"},
                 "contact": {"name": "李明", "phone": "13900001111"}, "owner": "zhang.min",
                 "occurredAt": "2026-11-20T10:00:00+08:00", "originalAuthor": "陈洁"}""".formatted(LEAD));

        assertThat(lead.lead()).hasToString(LEAD);
        assertThat(lead)
                .isEqualTo(new RegisterLead(
                        lead.lead(),
                        "来电咨询三室",
                        new ProjectCode("JYLW"),
                        "网络",
                        "A",
                        "带孩子\n开白色车",
                        new NewCustomer("王芳", new PhoneNumber("+8613812345678")),
                        new ContactPerson("李明", new PhoneNumber("+8613900001111")),
                        new UserName("zhang.min"),
                        Instant.parse("2026-11-20T02:00:00Z"),
                        "陈洁"));
    }

    @Test
    @DisplayName("G-3 a new record's id is made from the intake's clock when the sender leaves it out, each another")
    void newIds() {
        RegisterLead first = (RegisterLead) command("RegisterLead", registration());
        RegisterLead second = (RegisterLead) command("RegisterLead", registration());

        assertThat(first.lead()).isNotEqualTo(second.lead());
        assertThat(first.lead().value()).startsWith("lead_01").hasSize(31);
        assertThat(first.lead().value().substring(0, 14))
                .isEqualTo(second.lead().value().substring(0, 14));
        QualifyLead qualify =
                (QualifyLead) command("QualifyLead", "{\"lead\": \"" + LEAD + "\", \"opportunity\": null}");
        assertThat(qualify.opportunity().value()).startsWith("opp_");
    }

    @Test
    @DisplayName("G-6 all faults are reported at once, each with its path")
    void allFaults() {
        assertThat(faults("RegisterLead", """
                {"lead": "cust_01h455vb4pex5vsknk084sn02q", "topic": "%s", "project": 7, "colour": "red",
                 "customer": {"phone": "12", "nick": "x"}, "contact": {"name": "a\\u0000b"},
                 "occurredAt": "yesterday", "expectedVersion": 3, "idempotencyKey": ""}""".formatted("长".repeat(201))))
                .containsExactlyInAnyOrder(
                        Tuple.tuple("ID_INVALID", "lead"),
                        Tuple.tuple("TEXT_TOO_LONG", "topic"),
                        Tuple.tuple("VALUE_INVALID", "project"),
                        Tuple.tuple("REQUIRED_FIELD_MISSING", "awarenessChannel"),
                        Tuple.tuple("UNKNOWN_FIELD", "colour"),
                        Tuple.tuple("REQUIRED_FIELD_MISSING", "customer.name"),
                        Tuple.tuple("PHONE_INVALID", "customer.phone"),
                        Tuple.tuple("UNKNOWN_FIELD", "customer.nick"),
                        Tuple.tuple("TEXT_INVALID", "contact.name"),
                        Tuple.tuple("VALUE_INVALID", "occurredAt"),
                        Tuple.tuple("UNKNOWN_FIELD", "expectedVersion"),
                        Tuple.tuple("IDEMPOTENCY_KEY_INVALID", "idempotencyKey"));
    }

    @Test
    @DisplayName("G-2 money is read exactly, written as a text or as a number, and its faults carry their path")
    void money() {
        String estimate = "{\"opportunity\": \"opp_01h455vb4pex5vsknk084sn02q\", \"estimatedValue\": {\"amount\": %s}}";

        for (String amount : List.of("\"1200000.10\"", "1200000.1", "\" 1200000.10 \"")) {
            EstimateOpportunity read = (EstimateOpportunity) command("EstimateOpportunity", estimate.formatted(amount));
            assertThat(read.estimatedValue()).hasToString("CNY 1200000.10");
        }
        assertThat(faults("EstimateOpportunity", estimate.formatted("\"1200000.001\"")))
                .containsExactly(Tuple.tuple("AMOUNT_INVALID", "estimatedValue.amount"));
        assertThat(faults("EstimateOpportunity", estimate.formatted("\"1e6\"")))
                .containsExactly(Tuple.tuple("VALUE_INVALID", "estimatedValue.amount"));
        assertThat(faults("EstimateOpportunity", estimate.formatted("\"much\", \"currency\": \"USD\"")))
                .containsExactly(Tuple.tuple("VALUE_INVALID", "estimatedValue.amount"));
        assertThat(faults("EstimateOpportunity", estimate.formatted("1, \"currency\": \"USD\"")))
                .containsExactly(Tuple.tuple("CURRENCY_UNKNOWN", "estimatedValue.currency"));
    }

    @Test
    @DisplayName("G-6 faults in lists carry the entry's number")
    void faultsInLists() {
        assertThat(faults("SetStagePolicy", """
                {"project": "JYLW", "stages": [
                  {"code": "初次接触", "winProbability": 10},
                  {"code": " ", "winProbability": "10"},
                  null,
                  {"code": "认购", "winProbability": 1.5, "retired": "no"}]}"""))
                .containsExactlyInAnyOrder(
                        Tuple.tuple("REQUIRED_FIELD_MISSING", "stages[1].code"),
                        Tuple.tuple("VALUE_INVALID", "stages[1].winProbability"),
                        Tuple.tuple("REQUIRED_FIELD_MISSING", "stages[2]"),
                        Tuple.tuple("VALUE_INVALID", "stages[3].winProbability"),
                        Tuple.tuple("VALUE_INVALID", "stages[3].retired"));
        assertThat(faults("RegisterCustomer", """
                {"name": "王芳", "phones": ["13812345678", "nobody", 5]}"""))
                .containsExactlyInAnyOrder(
                        Tuple.tuple("PHONE_INVALID", "phones[1]"), Tuple.tuple("VALUE_INVALID", "phones[2]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000", "\u00A0\t\n", "\u200B", "\uFEFF"})
    @DisplayName("G-6 a blank text is none: refused where one is required, null where one may be missing")
    void blank(String blank) {
        ObjectNode body = json(registration());
        body.put("topic", blank);
        body.put("description", blank);
        body.put("occurredAt", blank);
        body.put("lead", blank);
        assertThat(faults("RegisterLead", body.toString()))
                .containsExactly(Tuple.tuple("REQUIRED_FIELD_MISSING", "topic"));

        body.put("topic", "x");
        RegisterLead lead = (RegisterLead) command("RegisterLead", body.toString());
        assertThat(lead.description()).isNull();
        assertThat(lead.occurredAt()).isNull();
        assertThat(lead.lead().value()).startsWith("lead_");
    }

    @Test
    @DisplayName(
            "G-6 blanks around a text are taken off, also ideographic ones, and the length is counted in characters")
    void stripped() {
        ObjectNode body = json(registration());
        body.put("topic", "\u3000 𠮷" + "吉".repeat(199) + "\u3000\n");
        RegisterLead lead = (RegisterLead) command("RegisterLead", body.toString());
        assertThat(lead.topic()).isEqualTo("𠮷" + "吉".repeat(199));
    }

    @ParameterizedTest
    @CsvSource({
        "\\u0000",
        "\\u0007",
        "\\u001b",
        "\\u0085",
        "\\ud800",
        "\\udc00x",
        "\\uffff",
        "\\u202e",
        "\\u2066",
        "\\n",
        "\\t"
    })
    @DisplayName("G-6 control characters, broken characters and direction overrides are refused")
    void unsound(String escaped) {
        String body = registration().replace("来电咨询三室", "来电" + escaped + "咨询");
        assertThat(faults("RegisterLead", body)).containsExactly(Tuple.tuple("TEXT_INVALID", "topic"));
    }

    @ParameterizedTest
    @CsvSource({"\\u0000", "\\ud800", "\\u202e"})
    @DisplayName("G-6 long texts may have line breaks and tabs, but nothing else of the kind")
    void severalLines(String escaped) {
        String body = """
                {"lead": "%s", "kind": "PHONE", "content": "一\\n二\\t三%s", "reached": true}""";
        LogLeadInteraction log = (LogLeadInteraction) command("LogLeadInteraction", body.formatted(LEAD, ""));
        assertThat(log.content()).isEqualTo("一\n二\t三");
        assertThat(log.kind()).isEqualTo(InteractionKind.PHONE);
        assertThat(faults("LogLeadInteraction", body.formatted(LEAD, escaped)))
                .containsExactly(Tuple.tuple("TEXT_INVALID", "content"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\": \"FAX\"|kind",
                "\"kind\": 3|kind",
                "\"kind\": \"phone\"|kind",
                "\"reached\": \"true\"|reached",
                "\"reached\": 1|reached",
                "\"content\": {\"a\": 1}|content",
                "\"content\": [\"a\"]|content",
                "\"content\": true|content",
                "\"occurredAt\": \"2026-11-20T10:00:00\"|occurredAt",
                "\"occurredAt\": \"+999999-01-01T00:00:00Z\"|occurredAt",
                "\"occurredAt\": \"1899-12-31T00:00:00Z\"|occurredAt",
                "\"occurredAt\": 1700000000|occurredAt",
                "\"expectedVersion\": -1|expectedVersion",
                "\"expectedVersion\": 1.5|expectedVersion",
                "\"expectedVersion\": \"one\"|expectedVersion"
            })
    @DisplayName("G-6 a value of the wrong type or form is refused at its path")
    void wrongForm(String fault, String field) {
        ObjectNode body = json("""
                {"lead": "%s", "kind": "PHONE", "content": "问价", "reached": true}""".formatted(LEAD));
        body.setAll(json("{" + fault + "}"));
        assertThat(faults("LogLeadInteraction", body.toString())).containsExactly(Tuple.tuple("VALUE_INVALID", field));
    }

    @Test
    @DisplayName("G-1 days are read as days")
    void days() {
        SetFollowUpLevelPolicy set = (SetFollowUpLevelPolicy) command("SetFollowUpLevelPolicy", """
                {"project": "JYLW", "levels": [{"code": "A"}], "effectiveFrom": "2026-12-01"}""");
        assertThat(set.effectiveFrom()).isEqualTo(LocalDate.of(2026, 12, 1));
        assertThat(set.levels()).containsExactly(new CodedEntry("A", null, null));
        assertThat(faults("SetFollowUpLevelPolicy", """
                {"project": "JYLW", "levels": [], "effectiveFrom": "2026-02-30"}"""))
                .containsExactly(Tuple.tuple("VALUE_INVALID", "effectiveFrom"));
    }

    @Test
    @DisplayName("G-3 idempotency key and expected version are read beside the command")
    void beside() {
        Reading.Read read = read("EditLead", """
                {"lead": "%s", "topic": "三室", "awarenessChannel": "网络", "expectedVersion": 4,
                 "idempotencyKey": "7d1f-aa"}""".formatted(LEAD));
        assertThat(read.command()).isInstanceOf(EditLead.class);
        assertThat(read.expectedVersion()).isEqualTo(4);
        assertThat(read.idempotencyKey()).isEqualTo("7d1f-aa");
        assertThat(read("EditLead", """
                {"lead": "%s", "topic": "三室", "awarenessChannel": "网络", "expectedVersion": "12"}""".formatted(LEAD)).expectedVersion()).isEqualTo(12);
    }

    @Test
    @DisplayName("G-6 lists and faults are bounded")
    void bounded() {
        String phones = String.join(
                ",", IntStream.range(0, 201).mapToObj(i -> "\"13812345678\"").toList());
        assertThat(faults("RegisterCustomer", "{\"name\": \"王芳\", \"phones\": [" + phones + "]}"))
                .containsExactly(Tuple.tuple("LIST_TOO_LONG", "phones"));

        ObjectNode many = json("{\"name\": \"王芳\", \"phones\": [\"13812345678\"]}");
        IntStream.range(0, 5_000).forEach(i -> many.put("x".repeat(100) + i, i));
        assertThat(faults("RegisterCustomer", many.toString()))
                .hasSize(100)
                .allSatisfy(fault -> assertThat((String) fault.toList().get(1)).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    @DisplayName("CUS-1 an empty list is left to the rules of the record")
    void emptyList() {
        RegisterCustomer register =
                (RegisterCustomer) command("RegisterCustomer", "{\"name\": \"王芳\", \"phones\": []}");
        assertThat(register.phones()).isEmpty();
        assertThat(faults("RegisterCustomer", "{\"name\": \"王芳\"}"))
                .containsExactly(Tuple.tuple("REQUIRED_FIELD_MISSING", "phones"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "null", "5"})
    @DisplayName("G-6 a body that is no object is refused")
    void noObject(String body) {
        CommandType type = catalogue.find("RegisterLead").orElseThrow();
        assertThat(reader.read(type, JSON.readTree(body)))
                .isEqualTo(new Reading.Faulty(List.of(new Refusal("BODY_MALFORMED", "G-6", null, null, Map.of()))));
    }

    private static String registration() {
        return """
                {"topic": "来电咨询三室", "project": "JYLW", "awarenessChannel": "网络",
                 "customer": {"name": "王芳", "phone": "13812345678"}}""";
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    private Record command(String name, String body) {
        return read(name, body).command();
    }

    private Reading.Read read(String name, String body) {
        Reading reading = reader.read(catalogue.find(name).orElseThrow(), JSON.readTree(body));
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return (Reading.Read) reading;
    }

    private List<Tuple> faults(String name, String body) {
        Reading reading = reader.read(catalogue.find(name).orElseThrow(), JSON.readTree(body));
        assertThat(reading).isInstanceOf(Reading.Faulty.class);
        return ((Reading.Faulty) reading)
                .faults().stream()
                        .map(fault -> Tuple.tuple(fault.code(), fault.field()))
                        .toList();
    }
}
