package io.kaipan.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.testing.InMemoryBooks;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A row of a lead sheet becomes a RegisterLead")
class LeadSheetTest {
    private static final Map<String, String> ROW = Map.of(
            "topic", "来电咨询三室",
            "project", "JYLW",
            "awarenessChannel", "网络",
            "customer.name", "王芳",
            "customer.phone", "１３８ 1234-5678");

    private final InMemoryBooks books = new InMemoryBooks();
    private final LeadSheet sheet = new LeadSheet(books);

    @Test
    @DisplayName("LEA-1 with what is required alone")
    void least() {
        assertThat(sheet.command(ROW)).isEqualTo(json("""
                {"topic": "来电咨询三室", "project": "JYLW", "awarenessChannel": "网络",
                 "customer": {"name": "王芳", "phone": "+8613812345678"}}
                """));
    }

    @BeforeEach
    void openProjectInAnotherTimeZone() {
        books.save(new ProjectTerms(
                new ProjectCode("JYLW"),
                "金域蓝湾",
                "武汉",
                ZoneId.of("Asia/Karachi"),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of()));
    }

    @Test
    @DisplayName("LEA-1 G-10 with everything, free text as it was typed")
    void most() {
        Map<String, String> row = new HashMap<>(ROW);
        row.putAll(Map.of(
                "followUpLevel", "Ａ",
                "description", "=HYPERLINK(\"http://evil.example\",\"看\")",
                "contact.name", "李明",
                "contact.phone", "0086 139 0000 1111",
                "owner", "zhang.min",
                "originalAuthor", "老张",
                "occurredAt", "2024/3/5 14:30"));
        assertThat(sheet.command(row)).isEqualTo(json("""
                {"topic": "来电咨询三室", "project": "JYLW", "awarenessChannel": "网络", "followUpLevel": "A",
                 "description": "=HYPERLINK(\\"http://evil.example\\",\\"看\\")",
                 "customer": {"name": "王芳", "phone": "+8613812345678"},
                 "contact": {"name": "李明", "phone": "+8613900001111"}, "owner": "zhang.min",
                 "occurredAt": "2024-03-05T09:30:00Z", "originalAuthor": "老张"}
                """));
    }

    @Test
    @DisplayName(
            "G-6 with what is missing left out and what can't be read as it is, for the intake to refuse all at once")
    void faults() {
        assertThat(sheet.command(Map.of(
                        "topic",
                        "t",
                        "project",
                        "金域",
                        "customer.phone",
                        "未留",
                        "contact.phone",
                        "12",
                        "occurredAt",
                        "昨天")))
                .isEqualTo(json("""
                        {"topic": "t", "project": "金域", "customer": {"phone": "未留"}, "contact": {"phone": "12"},
                         "occurredAt": "昨天"}
                        """));
    }

    @Test
    @DisplayName("CUS-1 the same row for the same phone, however it is typed")
    void sameRow() {
        Map<String, String> retyped = new HashMap<>(ROW);
        retyped.put("customer.phone", "+86 13812345678");
        assertThat(sheet.command(retyped)).isEqualTo(sheet.command(ROW));
        assertThat(sheet.lane(sheet.command(retyped))).isEqualTo("+8613812345678");
    }

    @Test
    @DisplayName("G-7 may be sent by those who may register a lead")
    void audience() {
        assertThat(sheet.sentBy())
                .containsExactlyInAnyOrder(
                        Role.CONSULTANT, Role.RECEPTION, Role.CHANNEL, Role.SALES_MANAGER, Role.MARKETING);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2024-03-05 14:30:15, 2024-03-05T06:30:15Z",
        "2024/3/5 4:05, 2024-03-04T20:05:00Z",
        "2024.03.05, 2024-03-04T16:00:00Z",
        "2024年3月5日, 2024-03-04T16:00:00Z",
        "2024年3月5日 14时30分, 2024-03-05T06:30:00Z",
        "２０２４年３月５日１４：３０, 2024-03-05T06:30:00Z",
        "2024-03-05T14:30:00+09:00, 2024-03-05T05:30:00Z",
        "2024-03-05T06:30:00Z, 2024-03-05T06:30:00Z",
        "2024-02-30, 2024-02-30",
        "5.3.2024, 5.3.2024"
    })
    @DisplayName("G-1 G-10 times are read as of the project's zone")
    void times(String written, String instant) {
        assertThat(WrittenTime.toInstant(written, WrittenTime.DEFAULT_ZONE)).isEqualTo(instant);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
