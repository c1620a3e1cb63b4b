package io.kaipan.graphql.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import graphql.introspection.IntrospectionQueryBuilder;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is allowed, and what is just too much. */
class LimitsTest extends EdgeTest {
    @ParameterizedTest
    @CsvSource({"12, true", "13, false"})
    @DisplayName("fields nest at most 12 deep")
    void depth(int depth, boolean allowed) {
        // customer > leads > nodes > customer > leads > nodes > … > id
        StringBuilder query = new StringBuilder();
        for (int level = 1; level < depth; level++) {
            query.append(List.of("{ customers(first: 1) ", "{ nodes ", "{ leads(first: 1) ", "{ nodes ", "{ customer ")
                    .get(level <= 2 ? level - 1 : 2 + (level - 3) % 3));
        }
        query.append("{ __typename ").append("}".repeat(depth));

        expect(allowed, as(Role.CONSULTANT).ask(query.toString()));
    }

    @ParameterizedTest
    @CsvSource({"199, true", "200, false"})
    @DisplayName("an answer has at most 10,000 fields, by the page sizes asked for")
    void complexity(int size, boolean allowed) {
        String lead =
                "id a: __typename b: __typename c: __typename d: __typename e: __typename f: __typename g: __typename"
                        + " state version masked topic nameGiven registeredAt customer { id leads(first: 4) { nodes { id topic state version masked owner { id } } } }";

        expect(allowed, as(Role.CONSULTANT).ask("{ leads(first: %d) { nodes { %s } } }".formatted(size, lead)));
    }

    @ParameterizedTest
    @CsvSource({"199, true", "200, false"})
    @DisplayName("page sizes given by variables count like any other, each time anew")
    void complexityOfVariables(int size, boolean allowed) {
        String query = "query($n: Int!, $m: Int = 4) { leads(first: $n) { nodes { id a: __typename b: __typename"
                + " c: __typename d: __typename e: __typename f: __typename g: __typename"
                + " state version masked topic nameGiven registeredAt customer { id leads(first: $m) { nodes { id topic state version masked owner { id } } } } } } }";

        expect(allowed, as(Role.CONSULTANT).ask(query, Map.of("n", size)));
        expect(true, as(Role.CONSULTANT).ask(query, Map.of("n", 1)));
    }

    @ParameterizedTest
    @CsvSource({"30, true", "31, false"})
    @DisplayName("at most 30 fields are renamed")
    void aliases(int number, boolean allowed) {
        expect(allowed, as(Role.CONSULTANT).ask("{ me { " + repeat(number, "a%d: userName") + " } }"));
    }

    @ParameterizedTest
    @CsvSource({"20, true", "21, false"})
    @DisplayName("an operation has at most 20 fields of its own")
    void rootFields(int number, boolean allowed) {
        expect(allowed, as(Role.CONSULTANT).ask("{ " + repeat(number, "a%d: __typename") + " }"));
    }

    @ParameterizedTest
    @CsvSource({"8, true", "9, false"})
    @DisplayName("at most 8 directives are used, those in fragments once for each use")
    void directives(int number, boolean allowed) {
        expect(
                allowed,
                as(Role.CONSULTANT)
                        .ask("{ me { " + repeat(number, "...F")
                                + " } } fragment F on Viewer { userName @skip(if: false) }"));
    }

    @ParameterizedTest
    @CsvSource({"1994, true", "1995, false"})
    @DisplayName("a document has at most 2,000 tokens")
    void tokens(int names, boolean allowed) {
        // { me { … } } are five tokens, and the end is one
        expect(allowed, as(Role.CONSULTANT).ask("{ me { " + "userName ".repeat(names) + "} }"));
    }

    @Test
    @DisplayName("a document made to explode is refused as soon as it is read")
    void explosion() {
        String fragments = IntStream.range(0, 60)
                .mapToObj(i -> "fragment F%d on Viewer { a: userName ...F%d ...F%d }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "));
        String query = "{ me { ...F0 } } " + fragments + " fragment F60 on Viewer { userName }";

        Answer answer = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> as(Role.CONSULTANT).ask(query));

        assertThat(answer.codes()).containsExactly("LIMIT_EXCEEDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ me { ...F } } fragment F on Viewer { userName ...F }", "{ me { ...Missing } }"})
    @DisplayName("fragments that use themselves or are missing are malformed")
    void brokenFragments(String query) {
        assertThat(as(Role.CONSULTANT).ask(query).codes()).isNotEmpty().allMatch("MALFORMED"::equals);
    }

    @Test
    @DisplayName("introspection as tools ask for it passes")
    void introspection() {
        String query = IntrospectionQueryBuilder.build(
                IntrospectionQueryBuilder.Options.defaultOptions().typeRefFragmentDepth(9));

        Answer answer = as(Role.CONSULTANT).ask(query);

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.data().path("__schema").path("types").size()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lead-list", "lead", "customer", "member-list", "member", "project", "imports"})
    @DisplayName("the longest screens pass")
    void screens(String screen) throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(screen + ".graphql"), screen)) {
            String query = new String(file.readAllBytes(), StandardCharsets.UTF_8);

            Answer answer =
                    as(Role.SALES_MANAGER).ask(query, Map.of("id", "lead_0000000000000g000000000001", "first", 100));

            assertThat(answer.codes()).doesNotContain("LIMIT_EXCEEDED", "MALFORMED");
        }
    }

    private static void expect(boolean allowed, Answer answer) {
        if (allowed) {
            assertThat(answer.codes()).doesNotContain("LIMIT_EXCEEDED", "MALFORMED");
        } else {
            assertThat(answer.codes()).containsExactly("LIMIT_EXCEEDED");
        }
    }

    private static String repeat(int number, String field) {
        return IntStream.range(0, number).mapToObj(field::formatted).collect(Collectors.joining(" "));
    }
}
