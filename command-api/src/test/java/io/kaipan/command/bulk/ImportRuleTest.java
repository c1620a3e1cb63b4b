package io.kaipan.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.RefusalMessages;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportRuleTest {
    private final RefusalMessages messages = new RefusalMessages();

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "G-6 every refusal of a spreadsheet has a sentence in Chinese and in English, with its details filled in")
    void sentences(ImportRule rule) {
        Map<String, String> details = Map.of("column", "楼栋", "line", "7", "offset", "12", "most", "64 MB");
        for (Locale locale : new Locale[] {Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH}) {
            assertThat(messages.sentence(ImportRefused.refusal(rule, details), locale))
                    .matches(".+[.。]")
                    .doesNotContain("{");
        }
        assertThat(messages.sentence(ImportRefused.refusal(rule, details), Locale.SIMPLIFIED_CHINESE))
                .isNotEqualTo(messages.sentence(ImportRefused.refusal(rule, details), Locale.ENGLISH));
    }
}
