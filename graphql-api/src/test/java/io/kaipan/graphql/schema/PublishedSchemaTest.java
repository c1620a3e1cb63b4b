package io.kaipan.graphql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.ParserOptions;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The schema as front-end teams have it is kept in one file, so that nobody changes it without noticing. */
class PublishedSchemaTest extends EdgeTest {
    private static final Path KEPT = Path.of("schema.graphql");

    @Test
    @DisplayName("the schema published is the one kept in schema.graphql; every change of it is acknowledged there")
    void isKept() throws IOException {
        Answer published = as(Role.CONSULTANT).get("/graphql/schema");
        assertThat(published.status()).isEqualTo(200);
        if (Boolean.getBoolean("kaipan.schema.acknowledge")) {
            Files.writeString(KEPT, published.text());
        }

        assertThat(published.text())
                .as("""
                        The schema has changed. What breaks those who use it: %s
                        Deprecate before you remove. To acknowledge all changes:
                        ./mvnw test -pl graphql-api -am -Dtest=PublishedSchemaTest \
                        -Dsurefire.failIfNoSpecifiedTests=false -Dkaipan.schema.acknowledge=true""", breakages(Files.readString(KEPT), published.text()))
                .isEqualTo(Files.readString(KEPT));
    }

    @Test
    @DisplayName("a removed field, a removed type and a new required input are told apart from harmless additions")
    void tellsBreakages() {
        String old = "type Query { a: Int b(x: Int): Int }";

        assertThat(breakages(old, "type Query { a: Int b(x: Int): Int c: Int }"))
                .isEmpty();
        assertThat(breakages(old, "type Query { b(x: Int): Int }")).hasSize(1);
        assertThat(breakages(old, "type Query { a: Int b(x: Int!): Int }")).hasSize(1);
    }

    @Test
    @DisplayName("strangers don't see the schema unless it is opened to them")
    void notForStrangers() {
        assertThat(stranger().get("/graphql/schema").status()).isEqualTo(401);
    }

    /** The comparison reads schemas as it reads requests, whose length is limited: this one is longer. */
    private static List<String> breakages(String before, String after) {
        CapturingReporter report = new CapturingReporter();
        ParserOptions ofRequests = ParserOptions.getDefaultParserOptions();
        ParserOptions.setDefaultParserOptions(ParserOptions.getDefaultSdlParserOptions());
        try {
            new SchemaDiff()
                    .diffSchema(
                            SchemaDiffSet.diffSetFromSdl(
                                    UnExecutableSchemaGenerator.makeUnExecutableSchema(
                                            new SchemaParser().parse(before)),
                                    UnExecutableSchemaGenerator.makeUnExecutableSchema(
                                            new SchemaParser().parse(after))),
                            report);
        } finally {
            ParserOptions.setDefaultParserOptions(ofRequests);
        }
        return report.getBreakages().stream().map(DiffEvent::getReasonMsg).toList();
    }
}
