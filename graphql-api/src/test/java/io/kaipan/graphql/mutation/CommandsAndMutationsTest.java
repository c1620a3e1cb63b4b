package io.kaipan.graphql.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.kaipan.command.intake.CommandCatalogue;
import io.kaipan.command.intake.CommandType;
import io.kaipan.command.intake.RefusalCodes;
import io.kaipan.command.intake.Shape;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.Rule;
import io.kaipan.graphql.schema.Audience;
import io.kaipan.graphql.schema.SchemaFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.StringUtils;

/** Commands and mutations are two sides of one thing: what one says, the other says. */
class CommandsAndMutationsTest {
    private static final GraphQLSchema SCHEMA = SchemaFiles.schema();
    private static final CommandCatalogue COMMANDS = new CommandCatalogue();

    static Stream<CommandType> commands() {
        return COMMANDS.all().stream();
    }

    @Test
    @DisplayName("every command has a mutation of its name, and every mutation a command unless it is maintenance")
    void names() {
        assertThat(SCHEMA.getMutationType().getFieldDefinitions().stream()
                        .filter(mutation -> !mutation.hasAppliedDirective("maintenance"))
                        .filter(mutation -> !mutation.hasAppliedDirective("each"))
                        .map(GraphQLFieldDefinition::getName))
                .containsExactlyInAnyOrderElementsOf(commands()
                        .map(command -> StringUtils.uncapitalize(command.name()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("an input has the command's components, name by name, type by type, and may leave out what they may")
    void inputs(CommandType command) {
        Map<String, String> expected = fields(command.shape());
        expected.put("idempotencyKey", "String");
        if (changesARecord(command)) {
            expected.put("expectedVersion", "Int");
        }
        assertThat(fields(command.name() + "Input")).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("G-7 a mutation is for those who may send the command")
    void audiences(CommandType command) {
        GraphQLFieldDefinition mutation =
                SCHEMA.getMutationType().getFieldDefinition(StringUtils.uncapitalize(command.name()));
        assertThat(Audience.declaredOn(mutation)).contains(command.senders());
    }

    @Test
    @DisplayName("a mutation for many records takes what its command takes, with the records for the record, and is for"
            + " the same people")
    void forMany() {
        List<GraphQLFieldDefinition> many = SCHEMA.getMutationType().getFieldDefinitions().stream()
                .filter(mutation -> mutation.hasAppliedDirective("each"))
                .toList();

        assertThat(many).isNotEmpty().allSatisfy(mutation -> {
            GraphQLAppliedDirective each = mutation.getAppliedDirective("each");
            CommandType command =
                    COMMANDS.find(each.getArgument("command").getValue()).orElseThrow();
            String component = each.getArgument("component").getValue();
            String records = each.getArgument("records").getValue();
            Map<String, String> expected = fields(command.shape());
            expected.put(records, "[" + expected.remove(component) + "]!");
            expected.put("idempotencyKey", "String");
            assertThat(fields(StringUtils.capitalize(mutation.getName()) + "Input"))
                    .isEqualTo(expected);
            assertThat(Audience.declaredOn(mutation)).contains(command.senders());
        });
    }

    @Test
    @DisplayName("G-6 the schema knows every code of refusal, and no other")
    void refusals() {
        assertThat(values("RefusalCode"))
                .containsExactlyInAnyOrderElementsOf(
                        RefusalCodes.all().stream().map(Rule::name).toList());
    }

    @Test
    @DisplayName("G-7 the schema knows every role, and no other")
    void roles() {
        assertThat(values("Role"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Role.values()).map(Role::name).toList());
    }

    /** Records that come into being have no version to expect. */
    private static boolean changesARecord(CommandType command) {
        boolean makesOne = command.makesTarget()
                || command.name().startsWith("Register")
                || command.name().startsWith("Open");
        return !makesOne;
    }

    private static Map<String, String> fields(String input) {
        return SCHEMA.<GraphQLInputObjectType>getTypeAs(input).getFieldDefinitions().stream()
                .collect(Collectors.toMap(
                        GraphQLInputObjectField::getName, field -> GraphQLTypeUtil.simplePrint(field.getType())));
    }

    private static Map<String, String> fields(Shape.Parts shape) {
        Map<String, String> fields = new TreeMap<>();
        for (Shape.Part part : shape.parts()) {
            boolean optional = part.optional() || part.newId() != null;
            fields.put(part.name(), graphQl(part.shape()) + (optional ? "" : "!"));
        }
        return fields;
    }

    private static String graphQl(Shape shape) {
        return switch (shape) {
            case Shape.Words words -> "String";
            case Shape.Value value -> value.type().getSimpleName().endsWith("Id") ? "ID" : "String";
            case Shape.Whole whole -> "Int";
            case Shape.Decimal decimal -> "Decimal";
            case Shape.Truth truth -> "Boolean";
            case Shape.Moment moment -> "DateTime";
            case Shape.Day day -> "Date";
            case Shape.Many many -> "[" + graphQl(many.element()) + "!]";
            case Shape.Choice choice -> {
                String name = choice.type().getSimpleName();
                assertThat(values(name)).containsExactlyInAnyOrderElementsOf(choice.names());
                yield name;
            }
            case Shape.Parts parts -> {
                String input = parts.type().getSimpleName() + "Input";
                assertThat(fields(input)).as(input).isEqualTo(fields(parts));
                yield input;
            }
        };
    }

    private static List<String> values(String type) {
        return SCHEMA.<GraphQLEnumType>getTypeAs(type).getValues().stream()
                .map(GraphQLEnumValueDefinition::getName)
                .toList();
    }
}
