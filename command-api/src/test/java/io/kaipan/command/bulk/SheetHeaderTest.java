package io.kaipan.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kaipan.command.intake.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LEA-7 a sheet's header")
class SheetHeaderTest {
    private static final List<Column> KNOWN = List.of(
            Column.required("topic", "主题", "topic"),
            Column.required("customer.phone", "联系电话", "customer phone"),
            Column.optional("contact.name", "联系人", "contact"));

    @Test
    @DisplayName("may be Chinese or English, in any order and spelling")
    void names() {
        SheetRow row = new SheetRow(1, 2, List.of("138", "", "来电"));
        Map<String, String> fields = Map.of("customer.phone", "138", "topic", "来电");
        for (List<String> header : List.of(
                List.of("联系电话", "联系人", "主题"),
                List.of("customer phone", "CONTACT", "Topic"),
                List.of("customer_phone", "contact", "topic"),
                List.of("CustomerPhone", "联系人", "ｔｏｐｉｃ"))) {
            assertThat(SheetHeader.of(header, KNOWN).fields(row))
                    .as("%s", header)
                    .isEqualTo(fields);
        }
    }

    @Test
    @DisplayName("gives back the name of a column as it was written")
    void asWritten() {
        SheetHeader header = SheetHeader.of(List.of("Customer_Phone", "主题", "联系人"), KNOWN);
        assertThat(header.nameOf("customer.phone")).isEqualTo("Customer_Phone");
        assertThat(header.nameOf("contact")).isEqualTo("联系人");
        assertThat(header.nameOf("owner")).isNull();
        assertThat(header.nameOf(null)).isNull();
    }

    @Test
    @DisplayName("is refused with every unknown, repeated and missing column at once")
    void refusals() {
        assertThatExceptionOfType(ImportRefused.class)
                .isThrownBy(() -> SheetHeader.of(List.of("主题", "单价", "Topic", "楼栋"), KNOWN))
                .satisfies(refused -> assertThat(refused.refusals())
                        .containsExactly(
                                refusal(ImportRule.HEADER_UNKNOWN, "单价"),
                                refusal(ImportRule.HEADER_REPEATED, "Topic"),
                                refusal(ImportRule.HEADER_UNKNOWN, "楼栋"),
                                refusal(ImportRule.HEADER_MISSING, "联系电话")));
    }

    @Test
    @DisplayName("passes over nameless columns, but not over text below them or beyond")
    void nameless() {
        SheetHeader header = SheetHeader.of(List.of("主题", "", "联系电话"), KNOWN);
        assertThat(header.isOverrunBy(new SheetRow(1, 2, List.of("来电", "", "138", "", ""))))
                .isFalse();
        assertThat(header.isOverrunBy(new SheetRow(1, 2, List.of("来电", "x", "138"))))
                .isTrue();
        assertThat(header.isOverrunBy(new SheetRow(1, 2, List.of("来电", "", "138", "x"))))
                .isTrue();
    }

    private static Refusal refusal(ImportRule rule, String column) {
        return ImportRefused.refusal(rule, Map.of("column", column));
    }
}
