package io.kaipan.graphql.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** The words on the pages, in Chinese and English. */
final class Words {
    private static final Properties CHINESE = load("words_zh_CN.properties");
    private static final Properties ENGLISH = load("words_en.properties");

    /** In Chinese for any Chinese locale, in English for any other. */
    static Properties in(Locale locale) {
        return isChinese(locale) ? CHINESE : ENGLISH;
    }

    /** The language of those words, as HTML names it. */
    static String language(Locale locale) {
        return isChinese(locale) ? "zh-CN" : "en";
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals("zh");
    }

    private static Properties load(String file) {
        Properties words = new Properties();
        try (InputStream bytes = Objects.requireNonNull(Words.class.getResourceAsStream(file), file);
                InputStreamReader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            words.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private Words() {}
}
