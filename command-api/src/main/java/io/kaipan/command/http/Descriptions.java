package io.kaipan.command.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The words and examples of the API description. */
final class Descriptions {
    private final Properties words = new Properties();
    private final Map<String, Map<String, Object>> examples;

    Descriptions() {
        try (InputStream descriptions = open("descriptions.properties");
                InputStream exampleBodies = open("examples.json")) {
            words.load(new InputStreamReader(descriptions, StandardCharsets.UTF_8));
            examples = JsonMapper.shared().readValue(exampleBodies, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command or type is. */
    String of(String type) {
        return Objects.requireNonNull(words.getProperty(type), type);
    }

    /** What a component says: within its type, or everywhere. */
    String of(String type, String component) {
        String own = words.getProperty(type + "." + component);
        return own == null ? of(component) : own;
    }

    /** A body that the command takes. */
    Map<String, Object> example(String command) {
        return Objects.requireNonNull(examples.get(command), command);
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(Descriptions.class.getResourceAsStream(file), file);
    }
}
