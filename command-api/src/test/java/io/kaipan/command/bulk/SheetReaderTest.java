package io.kaipan.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("LEA-7 a CSV file is read")
class SheetReaderTest {
    private static final String CHINESE = "主题,项目\r\n咨询学区,JYLW\r\n";
    private static final String LONG_CHINESE = "主题,项目,认知途径,跟进级别,描述信息,客户姓名\r\n咨询学区,JYLW\r\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"UTF-8", "GB18030", "GBK"})
    @DisplayName("without byte order mark")
    void unmarked(String charset) throws IOException {
        assertThat(read(CHINESE.getBytes(Charset.forName(charset))))
                .containsExactly(List.of("主题", "项目"), List.of("咨询学区", "JYLW"));
    }

    @Test
    @DisplayName("with the byte order mark of UTF-8 and of UTF-16, both ways round")
    void marked() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(read(("\uFEFF" + CHINESE).getBytes(charset)))
                    .as(charset.name())
                    .containsExactly(List.of("主题", "项目"), List.of("咨询学区", "JYLW"));
        }
    }

    @Test
    @DisplayName("with four-byte characters of GB18030")
    void rareCharacters() throws IOException {
        assertThat(read("客户姓名\n\u3400\uD840\uDC0B\n".getBytes(Charset.forName("GB18030"))))
                .containsExactly(List.of("客户姓名"), List.of("\u3400\uD840\uDC0B"));
    }

    @Test
    @DisplayName("and refused when one byte is broken: damaged UTF-8 is not taken for GB18030")
    void damagedUtf8() {
        byte[] bytes = LONG_CHINESE.getBytes(StandardCharsets.UTF_8);
        int at = bytes.length - 16;
        bytes[at] = (byte) 0xFF;
        refused(bytes, ImportRule.ENCODING_UNKNOWN, Map.of("offset", Integer.toString(at)));
    }

    @Test
    @DisplayName("and refused when it is marked as UTF-8 and is not")
    void wronglyMarked() {
        byte[] bytes =
                concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, CHINESE.getBytes(Charset.forName("GBK")));
        refused(bytes, ImportRule.ENCODING_UNKNOWN, Map.of("offset", "3"));
    }

    @Test
    @DisplayName("and refused when it ends in the middle of a character")
    void cutCharacter() {
        byte[] bytes = "主题,项目\n咨".getBytes(Charset.forName("GBK"));
        refused(java.util.Arrays.copyOf(bytes, bytes.length - 1), ImportRule.ENCODING_UNKNOWN, Map.of("offset", "0"));
    }

    @Test
    @DisplayName("and refused when it is no text at all, such as an Excel workbook")
    void workbook() {
        byte[] zip = {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0, (byte) 0xFF, (byte) 0xFF, 0, 0, (byte) 0x80};
        refused(zip, ImportRule.ENCODING_UNKNOWN, Map.of("offset", "14"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n", "\uFEFF"})
    @DisplayName("and refused when it is empty")
    void empty(String text) {
        refused(text.getBytes(StandardCharsets.UTF_8), ImportRule.FILE_EMPTY, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    @DisplayName("whatever separates its cells, though a quoted header holds another separator")
    void separators(String separator) throws IOException {
        String text = "topic{}\"a,b;c,d;e\"{}f\n1{}2,2;2{}3\n".replace("{}", separator);
        List<List<String>> rows = read(text.replace("2,2;2", "\"2,2;2\"").getBytes(StandardCharsets.UTF_8));
        assertThat(rows).containsExactly(List.of("topic", "a,b;c,d;e", "f"), List.of("1", "2,2;2", "3"));
    }

    @Test
    @DisplayName(
            "with line breaks, separators and quotation marks inside of quoted cells; rows count records, not lines")
    void quoted() throws IOException {
        List<SheetRow> rows = rows("a,b\r\n\"first\r\nsecond, with comma\",\"say \"\"hi\"\"\"\r\n\r\n x ,　y　\r\n"
                .getBytes(StandardCharsets.UTF_8));
        assertThat(rows)
                .containsExactly(
                        new SheetRow(1, 2, List.of("first\nsecond, with comma", "say \"hi\"")),
                        new SheetRow(2, 5, List.of("x", "y")));
    }

    @Test
    @DisplayName("with rows shorter or longer than the header")
    void ragged() throws IOException {
        assertThat(read("a,b\n1\n1,2,3\n,\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(List.of("a", "b"), List.of("1"), List.of("1", "2", "3"), List.of("", ""));
    }

    @Test
    @DisplayName("and refused when a quotation mark is never closed, or text follows the closing one")
    void malformed() {
        refused("a,b\n1,2\n3,\"4\n5,6\n", ImportRule.CSV_MALFORMED, Map.of("line", "3"));
        refused("a,b\n1,2\n3,\"4", ImportRule.CSV_MALFORMED, Map.of("line", "3"));
        refused("a,b\n1,2\n3,\"4\" 5\n6,7", ImportRule.CSV_MALFORMED, Map.of("line", "2"));
        refused("a,b\n1,\"" + "x".repeat(100_000), ImportRule.CSV_MALFORMED, Map.of("line", "1"));
    }

    @Test
    @DisplayName("to its end, though a record looks like the end mark that is read behind it")
    void endMark() throws IOException {
        assertThat(read("a\n\u0000\n1\n\u0000".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(List.of("a"), List.of("\u0000"), List.of("1"), List.of("\u0000"));
    }

    private void refused(String text, ImportRule rule, Map<String, String> details) {
        refused(text.getBytes(StandardCharsets.UTF_8), rule, details);
    }

    private void refused(byte[] bytes, ImportRule rule, Map<String, String> details) {
        assertThatExceptionOfType(ImportRefused.class)
                .isThrownBy(() -> rows(bytes))
                .satisfies(refused ->
                        assertThat(refused.refusals()).containsExactly(ImportRefused.refusal(rule, details)));
    }

    /** All records, the header among them. */
    private List<List<String>> read(byte[] bytes) throws IOException {
        try (SheetReader reader = SheetReader.open(file(bytes))) {
            List<List<String>> records = new ArrayList<>();
            records.add(reader.header());
            reader.next(Integer.MAX_VALUE).forEach(row -> records.add(row.cells()));
            return records;
        }
    }

    private List<SheetRow> rows(byte[] bytes) throws IOException {
        try (SheetReader reader = SheetReader.open(file(bytes))) {
            return reader.next(Integer.MAX_VALUE);
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("sheet.csv"), bytes);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
