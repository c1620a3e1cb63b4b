package io.kaipan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.shared.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the pages that explain the language against the types that speak it. */
class GlossaryTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| (\\S+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final List<Class<?>> TYPES = publicTypes();

    @Test
    @DisplayName("every command, event, state and id stands in the glossary")
    void complete() {
        assertThat(words()).containsAll(names(TYPES.stream().filter(GlossaryTest::mustBeExplained)));
    }

    @Test
    @DisplayName("every word of the glossary is a type, and stands there once")
    void exact() {
        assertThat(words()).doesNotHaveDuplicates();
        assertThat(names(TYPES.stream())).containsAll(words());
    }

    @ParameterizedTest
    @DisplayName("an aggregate's event model names all its commands and events")
    @ValueSource(strings = {"project", "customer", "lead", "member", "opportunity", "questionnaire", "user"})
    void eventModel(String aggregate) {
        String page = read(DOCS.resolve("event-model").resolve(aggregate + ".md"));

        Set<String> messages =
                names(TYPES.stream().filter(GlossaryTest::isMessage).filter(type -> type.getPackageName()
                        .endsWith("." + aggregate)));

        assertThat(messages).isNotEmpty().allSatisfy(message -> assertThat(page).contains(message));
    }

    @Test
    @DisplayName("the arrows of the event models lead from commands to events that exist")
    void arrows() {
        Set<String> known = names(TYPES.stream().filter(GlossaryTest::isMessage));
        Pattern arrow = Pattern.compile(": (\\w+)(?: \\([^)]*\\))? → (\\w+)");

        Set<String> drawn = Stream.of("project", "customer", "lead", "member", "opportunity", "questionnaire", "user")
                .map(aggregate -> read(DOCS.resolve("event-model").resolve(aggregate + ".md")))
                .flatMap(page -> arrow.matcher(page).results())
                .flatMap(match -> Stream.of(match.group(1), match.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).isEqualTo(drawn);
    }

    private static List<String> words() {
        return ROW.matcher(read(DOCS.resolve("glossary.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static boolean mustBeExplained(Class<?> type) {
        boolean state = type.isEnum() && !Rule.class.isAssignableFrom(type);
        boolean id = type.isRecord() && type.getSimpleName().endsWith("Id");
        return isMessage(type) || state || id;
    }

    /** Commands and events are the records of sealed interfaces of that name. */
    private static boolean isMessage(Class<?> type) {
        return type.isRecord()
                && Stream.of(type.getInterfaces())
                        .anyMatch(family -> family.isSealed()
                                && (family.getSimpleName().endsWith("Command")
                                        || family.getSimpleName().endsWith("Event")));
    }

    private static Set<String> names(Stream<Class<?>> types) {
        return types.map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Class<?>> publicTypes() {
        try {
            Path root = Path.of(Rule.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                        .map(file -> file.substring(0, file.length() - 6)
                                .replace('/', '.')
                                .replace('\\', '.'))
                        .<Class<?>>map(GlossaryTest::load)
                        .filter(type -> Modifier.isPublic(type.getModifiers()))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
