package io.kaipan.graphql.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.shared.Role;
import io.kaipan.graphql.testing.EdgeTest;
import io.kaipan.graphql.testing.HttpCaller.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class TrustedDocumentsTest extends EdgeTest {
    private static final String WHO = "query Who {\n  me { userName }\n}\n";

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void onlyTheseDocuments(DynamicPropertyRegistry properties) throws IOException {
        Files.createDirectories(folder.resolve("screens"));
        Files.writeString(folder.resolve("screens/who.graphql"), WHO);
        Files.writeString(folder.resolve("readme.txt"), "{ me { roles } }");
        properties.add("kaipan.graphql.documents", () -> folder.toUri().toString());
        properties.add("kaipan.graphql.trusted-only", () -> "true");
    }

    @Test
    @DisplayName("a trusted document is called by the SHA-256 of its text")
    void byId() {
        Answer answer = as(Role.CONSULTANT).post("/graphql", "{\"documentId\": \"" + TrustedDocuments.id(WHO) + "\"}");

        assertThat(answer.text()).isEqualTo("{\"data\":{\"me\":{\"userName\":\"consultant\"}}}");
    }

    @Test
    @DisplayName("a trusted document is called by GET as well")
    void byIdInTheAddress() {
        assertThat(as(Role.CONSULTANT)
                        .get("/graphql?documentId=" + TrustedDocuments.id(WHO))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("its whole text will do too")
    void byText() {
        assertThat(as(Role.CONSULTANT).ask(WHO).codes()).isEmpty();
    }

    @Test
    @DisplayName("any other document is refused when only trusted ones are carried out")
    void others() {
        assertThat(as(Role.CONSULTANT).ask("{ me { roles } }").codes()).containsExactly("DOCUMENT_UNKNOWN");
        assertThat(as(Role.CONSULTANT)
                        .post("/graphql", "{\"documentId\": \"0000\"}")
                        .codes())
                .containsExactly("DOCUMENT_UNKNOWN");
    }
}
