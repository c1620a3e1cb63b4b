package io.kaipan.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.CommandCatalogue;
import io.kaipan.command.intake.CommandReading;
import io.kaipan.command.intake.CommandType;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandApiTest {
    private static final CommandCatalogue CATALOGUE = new CommandCatalogue();

    private final JsonNode api = describe();

    private static JsonNode describe() {
        OpenAPI api = new OpenAPI(SpecVersion.V31);
        new CommandApi(CATALOGUE).customise(api);
        return JsonMapper.shared().readTree(Json31.pretty(api));
    }

    static Stream<String> commands() {
        return CATALOGUE.all().stream().map(CommandType::name);
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("every command is described: its address, its words, its answer, an example that the intake reads")
    void describesAll(String command) {
        JsonNode post = api.path("paths").path("/api/commands/" + command).path("post");
        assertThat(post.path("summary").asString()).isNotBlank();
        assertThat(post.path("responses").propertyNames())
                .contains("200", "400", "401", "403", "404", "409", "413", "415", "422", "503");
        JsonNode example = post.at("/requestBody/content/application~1json/example");
        assertThat(CommandReading.faults(command, example)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("every component of every command is described, with its form and whether it is required")
    void describesComponents(String command) {
        CommandType type = CATALOGUE.find(command).orElseThrow();
        JsonNode schema = api.path("components").path("schemas").path(command);
        List<String> names =
                type.shape().parts().stream().map(part -> part.name()).toList();

        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.path("properties").propertyNames())
                .containsAll(names)
                .contains("idempotencyKey")
                .hasSize(names.size() + (type.makesTarget() ? 1 : 2));
        assertThat(schema.path("properties").values())
                .allSatisfy(property ->
                        assertThat(property.path("description").asString()).isNotBlank());
    }

    @Test
    @DisplayName("LEA-1 what a lead requires and how long its texts may be can be read from the description")
    void registerLead() {
        JsonNode schema = api.path("components").path("schemas").path("RegisterLead");
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("topic", "project", "awarenessChannel", "customer");
        assertThat(schema.at("/properties/topic/maxLength").asInt()).isEqualTo(200);
        assertThat(schema.at("/properties/occurredAt/format").asString()).isEqualTo("date-time");
        assertThat(schema.at("/properties/customer/$ref").asString()).endsWith("/NewCustomer");
        JsonNode interaction = api.path("components").path("schemas").path("LogLeadInteraction");
        assertThat(interaction.at("/properties/kind/enum").valueStream().map(JsonNode::asString))
                .isEqualTo(List.of("EMAIL", "SMS", "PHONE", "LETTER", "APPOINTMENT"));
    }

    @Test
    @DisplayName("whatever is referred to is described")
    void references() {
        Set<String> described =
                Set.copyOf(api.path("components").path("schemas").propertyNames());
        assertThat(api.findValuesAsString("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(described)
                .contains(reference.substring(reference.lastIndexOf('/') + 1)));
    }
}
