package io.kaipan.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.shared.Rule;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalMessagesTest {
    private final RefusalMessages messages = new RefusalMessages();

    @ParameterizedTest
    @ValueSource(strings = {"refusals_en.properties", "refusals_zh_CN.properties"})
    @DisplayName("G-6 every refusal has one sentence in each language, and there is no sentence without a refusal")
    void complete(String file) throws Exception {
        Properties sentences = new Properties();
        try (InputStream bytes = RefusalMessages.class.getResourceAsStream(file)) {
            sentences.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        }
        List<String> codes = RefusalCodes.all().stream().map(Rule::name).toList();

        assertThat(sentences.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(codes);
        assertThat(sentences.values())
                .allSatisfy(sentence -> assertThat((String) sentence).matches(".+[.。]"));
    }

    @Test
    @DisplayName("G-6 every refusal names a rule of the rulebook")
    void ruleIds() {
        assertThat(RefusalCodes.all())
                .allSatisfy(rule -> assertThat(rule.ruleId()).matches("[A-Z]{1,3}-[A-Z]?[0-9]{1,2}"));
    }

    @Test
    @DisplayName("G-6 a sentence comes in the caller's language, with its details")
    void languages() {
        Refusal refusal = new Refusal("TEXT_TOO_LONG", "G-6", "topic", null, Map.of("max", "200"));

        assertThat(messages.sentence(refusal, Locale.SIMPLIFIED_CHINESE)).isEqualTo("文字超过 200 个字。");
        assertThat(messages.sentence(refusal, Locale.CHINESE)).isEqualTo("文字超过 200 个字。");
        assertThat(messages.sentence(refusal, Locale.US)).isEqualTo("The text is longer than 200 characters.");
        assertThat(messages.sentence(refusal, Locale.FRENCH)).isEqualTo("The text is longer than 200 characters.");
    }
}
