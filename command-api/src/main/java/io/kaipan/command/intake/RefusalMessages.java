package io.kaipan.command.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The sentences of all refusals (G-6), of commands and of spreadsheets, in Chinese and English. */
public final class RefusalMessages {
    private static final List<String> FOLDERS = List.of("/io/kaipan/command/intake/", "/io/kaipan/command/bulk/");

    private final Properties chinese = load("zh_CN");
    private final Properties english = load("en");

    /** The sentence of a refusal: in Chinese for any Chinese locale, in English for any other. */
    public String sentence(Refusal refusal, Locale locale) {
        Properties sentences = locale.getLanguage().equals("zh") ? chinese : english;
        String sentence = Objects.requireNonNull(sentences.getProperty(refusal.code()), refusal.code());
        for (Map.Entry<String, String> detail : refusal.details().entrySet()) {
            sentence = sentence.replace("{" + detail.getKey() + "}", detail.getValue());
        }
        return sentence;
    }

    private static Properties load(String language) {
        Properties sentences = new Properties();
        for (String folder : FOLDERS) {
            String file = folder + "refusals_" + language + ".properties";
            try (InputStream bytes = RefusalMessages.class.getResourceAsStream(file);
                    Reader text = new InputStreamReader(Objects.requireNonNull(bytes, file), StandardCharsets.UTF_8)) {
                sentences.load(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sentences;
    }
}
