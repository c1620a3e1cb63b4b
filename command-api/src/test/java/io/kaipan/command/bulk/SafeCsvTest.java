package io.kaipan.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Exports are safe to open in a spreadsheet program")
class SafeCsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"=HYPERLINK(\"x\")", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"})
    @DisplayName("what would be taken for a formula gets an apostrophe in front")
    void formulas(String cell) {
        assertThat(SafeCsv.neutral(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "138-1234", "王芳", "'=1", " =1"})
    @DisplayName("everything else stays as it is")
    void texts(String cell) {
        assertThat(SafeCsv.neutral(cell)).isEqualTo(cell);
    }

    @Test
    @DisplayName("a file is UTF-8 with byte order mark, quoted where needed")
    void file() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SafeCsv csv = new SafeCsv(out)) {
            csv.record("姓名", "a,b");
            csv.record("=1+1", "say \"hi\"\nagain");
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF姓名,\"a,b\"\r\n'=1+1,\"say \"\"hi\"\"\nagain\"\r\n");
    }
}
