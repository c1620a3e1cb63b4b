package io.kaipan.config.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.config.testing.GraphQlOverHttp;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@DemoOffice
@DisplayName("G-10 opportunities and their past interactions from spreadsheets")
class OpportunityImportTest {
    private static final String OPPORTUNITIES = """
            机会编号,项目,认知途径,跟进阶段,跟进级别,估计价值,估计关闭日期,客户姓名,联系电话,置业顾问,录入人,发生时间
            H-1,JYLW,网络,看房,A,"￥1,200,000",2027/6/30,历史一,13650000001,zhang.min,老张,2024-03-05 10:00
            H-2,JYLW,路牌,,B,,,历史二,13650000002,li.qiang,老张,2024-03-06 10:00
            H-3,JYLW,网络,成交,A,,,历史三,13650000003,zhang.min,老张,2024-03-06 10:00
            """;
    private static final String INTERACTIONS = """
            机会编号,项目,交互方式,主题,内容,是否联系上,地点,开始时间,结束时间,录入人
            H-1,JYLW,电话,约看房,周六上午,是,,2024-03-05 15:00,2024-03-05 15:10,老张
            H-1,JYLW,约见,看样板房,夫妻同来,是,样板房,2024-03-09 10:00,2024-03-09 11:30,小李
            H-1,JYLW,电话,回访,,否,,2024-03-12 10:00,,小李
            H-2,JYLW,电话,回访,,是,,2024-03-12 10:00,2024-03-12 09:00,小李
            H-9,JYLW,电话,回访,,是,,2024-03-12 10:00,,小李
            """;

    @LocalServerPort
    int port;

    private JsonNode sent(String kind, String sheet) {
        ImportsOverHttp manager = new ImportsOverHttp(port, "manager");
        HttpResponse<String> answer = manager.send(kind, sheet.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return manager.awaitEnd(answer.headers().firstValue("Location").orElseThrow());
    }

    private static String counts(JsonNode report) {
        return "%s %d/%d/%d %s"
                .formatted(
                        report.path("state").asString(),
                        report.path("accepted").asInt(),
                        report.path("alreadyThere").asInt(),
                        report.path("rejected").asInt(),
                        report.path("rejections").findValuesAsString("code"));
    }

    @Test
    @DisplayName(
            "they come with their authors and times, the importer beside; sent again they change nothing, and a number"
                    + " can't come to mean something else")
    void history() {
        assertThat(counts(sent("opportunities", OPPORTUNITIES))).isEqualTo("DONE 2/0/1 [STAGE_UNKNOWN]");
        JsonNode report = sent("interactions", INTERACTIONS);
        assertThat(counts(report)).isEqualTo("DONE 3/0/2 [INTERACTION_ENDS_BEFORE_START, NOT_FOUND]");
        assertThat(report.path("rejections").findValuesAsString("column")).containsExactly("结束时间", "机会编号");

        assertThat(counts(sent("opportunities", OPPORTUNITIES))).isEqualTo("DONE 0/2/1 [STAGE_UNKNOWN]");
        assertThat(counts(sent("interactions", INTERACTIONS)))
                .isEqualTo("DONE 0/3/2 [INTERACTION_ENDS_BEFORE_START, NOT_FOUND]");
        assertThat(counts(sent("opportunities", OPPORTUNITIES.replace("历史一,13650000001", "别人,13650000009"))))
                .isEqualTo("DONE 0/1/2 [ID_TAKEN, STAGE_UNKNOWN]");

        JsonNode imported = new GraphQlOverHttp(port, "zhang.min", DemoOffice.PASSWORD)
                .data("""
                        { opportunities(first: 5, filter: {owner: {mine: true}, state: {eq: OPEN}, openedAt: {lt: "2025-01-01T00:00:00Z"}}) { nodes {
                            name stage openedAt recordedBy originalAuthor closeDate lastContactAt
                            estimatedValue { amount }
                            timeline(first: 10) { nodes { event occurredAt originalAuthor user } } } } }""", Map.of())
                .path("opportunities")
                .path("nodes");
        assertThat(imported).hasSize(1);
        JsonNode first = imported.path(0);
        assertThat(first.path("name").asString()).isEqualTo("历史一 对 金域蓝湾 有意向");
        assertThat(first.path("stage").asString()).isEqualTo("看房");
        assertThat(first.path("openedAt").asString()).isEqualTo("2024-03-05T02:00:00Z");
        assertThat(first.path("recordedBy").asString()).isEqualTo("manager");
        assertThat(first.path("originalAuthor").asString()).isEqualTo("老张");
        assertThat(first.path("closeDate").asString()).isEqualTo("2027-06-30");
        assertThat(first.path("estimatedValue").path("amount").asString()).isEqualTo("1200000.00");
        assertThat(first.path("lastContactAt").asString()).isEqualTo("2024-03-09T02:00:00Z");
        JsonNode told = first.path("timeline").path("nodes");
        assertThat(told.findValuesAsString("event"))
                .containsExactly("OpportunityOpened", "InteractionLogged", "InteractionLogged", "InteractionLogged");
        assertThat(told.findValuesAsString("originalAuthor")).containsExactly("老张", "老张", "小李", "小李");
        assertThat(told.findValuesAsString("user")).containsOnly("manager");
        assertThat(told.path(2).path("occurredAt").asString()).isEqualTo("2024-03-09T02:00:00Z");
    }

    private static final String CLOSED = """
            机会编号,项目,认知途径,跟进阶段,跟进级别,客户姓名,联系电话,置业顾问,录入人,发生时间,结果,关闭原因,竞争对手,关闭说明,关闭时间
            C-1,JYLW,网络,看房,A,往事一,13650000011,zhang.min,老张,2023-03-05 10:00,丢单,购买竞品,中海国际,首付不够,2023-05-05 10:00
            C-2,JYLW,网络,认购,A,往事一,13650000011,zhang.min,老张,2023-06-05 10:00,赢单,,,,2023-08-05 10:00
            C-3,JYLW,网络,看房,A,往事二,13650000012,zhang.min,老张,2023-06-05 10:00,丢单,,,,2023-08-05 10:00
            C-4,JYLW,网络,看房,A,往事二,13650000012,zhang.min,老张,2023-06-05 10:00,赢单,,,,2023-05-05 10:00
            C-5,JYLW,网络,看房,A,往事二,13650000012,zhang.min,老张,,赢单,,,,2023-05-05 10:00
            """;

    @Test
    @DisplayName(
            "OPP-7, G-10 won and lost ones come in as such, with reason, dates and author; sent again nothing changes")
    void closed() {
        JsonNode report = sent("closed-opportunities", CLOSED);
        assertThat(counts(report))
                .isEqualTo("DONE 2/0/3 [LOSS_REASON_REQUIRED, CLOSED_BEFORE_OPENING, REQUIRED_FIELD_MISSING]");
        assertThat(report.path("rejections").findValuesAsString("column")).containsExactly("关闭原因", "关闭时间", "发生时间");
        assertThat(counts(sent("closed-opportunities", CLOSED)))
                .isEqualTo("DONE 0/2/3 [LOSS_REASON_REQUIRED, CLOSED_BEFORE_OPENING, REQUIRED_FIELD_MISSING]");

        JsonNode imported = new GraphQlOverHttp(port, "zhang.min", DemoOffice.PASSWORD)
                .data("""
                        { opportunities(first: 5, filter: {search: "往事一"}, orderBy: {field: OPENED_AT, direction: ASC}) { nodes {
                            state stage originalAuthor followUpState closing { reason competitor note at by }
                            timeline { nodes { event occurredAt originalAuthor user } } } } }""", Map.of())
                .path("opportunities")
                .path("nodes");
        assertThat(imported).hasSize(2);
        JsonNode lost = imported.path(0);
        assertThat(lost.path("closing").toString())
                .isEqualTo("{\"reason\":\"购买竞品\",\"competitor\":\"中海国际\",\"note\":\"首付不够\","
                        + "\"at\":\"2023-05-05T02:00:00Z\",\"by\":\"manager\"}");
        assertThat(imported.findValuesAsString("state")).containsExactly("LOST", "WON");
        JsonNode told = lost.path("timeline").path("nodes");
        assertThat(told.findValuesAsString("event")).containsExactly("OpportunityOpened", "OpportunityLost");
        assertThat(told.findValuesAsString("originalAuthor")).containsExactly("老张", "老张");
        assertThat(told.findValuesAsString("occurredAt"))
                .containsExactly("2023-03-05T02:00:00Z", "2023-05-05T02:00:00Z");
        assertThat(told.findValuesAsString("user")).containsOnly("manager");
    }
}
