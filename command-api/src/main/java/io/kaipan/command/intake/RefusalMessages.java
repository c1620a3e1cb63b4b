package io.kaipan.command.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The sentences of all refusals (G-6), in Chinese and English. */
public final class RefusalMessages {
    private final Properties chinese = load("refusals_zh_CN.properties");
    private final Properties english = load("refusals_en.properties");

    /** The sentence of a refusal: in Chinese for any Chinese locale, in English for any other. */
    public String sentence(Refusal refusal, Locale locale) {
        Properties sentences = locale.getLanguage().equals("zh") ? chinese : english;
        String sentence = Objects.requireNonNull(sentences.getProperty(refusal.code()), refusal.code());
        for (Map.Entry<String, String> detail : refusal.details().entrySet()) {
            sentence = sentence.replace("{" + detail.getKey() + "}", detail.getValue());
        }
        return sentence;
    }

    private static Properties load(String file) {
        Properties sentences = new Properties();
        try (InputStream bytes = RefusalMessages.class.getResourceAsStream(file);
                Reader text = new InputStreamReader(Objects.requireNonNull(bytes, file), StandardCharsets.UTF_8)) {
            sentences.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }
}
