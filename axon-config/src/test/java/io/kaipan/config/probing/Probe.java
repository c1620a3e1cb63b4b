package io.kaipan.config.probing;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes operations for everything that a schema offers, so that nothing new is forgotten. */
final class Probe {
    private static final int DEPTH = 3;
    private static final int ROWS = 5;

    private final GraphQLSchema schema;
    private final Map<String, String> values;

    /**
     * @param sdl the schema as it is published
     * @param values what to give for arguments and input fields, as GraphQL writes it, by name; what isn't among them is made up
     *     by its type
     */
    Probe(String sdl, Map<String, String> values) {
        this.schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl));
        this.values = values;
    }

    /** An operation. @param field of the root that it asks */
    record Operation(String field, String text) {}

    /** Every query, with everything that lies behind it, in several operations. @param id for whatever wants an id */
    List<Operation> queries(String id) {
        return operations("query", schema.getQueryType(), id);
    }

    /** Every subscription. */
    List<Operation> subscriptions(String id) {
        return operations("subscription", schema.getSubscriptionType(), id);
    }

    /** Every mutation, with the fields that it must have. */
    List<Operation> mutations() {
        return schema.getMutationType().getFieldDefinitions().stream()
                .flatMap(field -> operations("mutation", field, ""))
                .toList();
    }

    private List<Operation> operations(String kind, GraphQLObjectType root, String id) {
        return root.getFieldDefinitions().stream()
                .flatMap(field -> operations(kind, field, id))
                .toList();
    }

    private Stream<Operation> operations(String kind, GraphQLFieldDefinition field, String id) {
        String call = field.getName() + arguments(field, id);
        return selections(field.getType()).stream()
                .map(selection -> new Operation(field.getName(), kind + " { " + call + " " + selection + " }"));
    }

    /** What there is of a type: its plain fields, and beside them one field after the other with what lies behind it. */
    private List<String> selections(GraphQLType type) {
        GraphQLNamedType named = GraphQLTypeUtil.unwrapAllAs(type);
        return switch (named) {
            case GraphQLInterfaceType records ->
                schema.getImplementations(records).stream()
                        .flatMap(each -> selections(each).stream()
                                .map(selection -> "{ ... on " + each.getName() + " " + selection + " }"))
                        .toList();
            case GraphQLObjectType object -> selections(object);
            default -> List.of("");
        };
    }

    private List<String> selections(GraphQLObjectType object) {
        if (object.getName().endsWith("Connection")) {
            GraphQLFieldDefinition nodes = object.getFieldDefinition("nodes");
            return selections(nodes.getType()).stream()
                    .map(selection -> "{ nodes " + selection + " }")
                    .toList();
        }
        String plain = object.getFieldDefinitions().stream()
                .filter(Probe::isPlain)
                .map(field -> field.getName() + arguments(field, ""))
                .collect(Collectors.joining(" "));
        List<String> selections = new ArrayList<>();
        selections.add("{ __typename " + plain + " }");
        object.getFieldDefinitions().stream()
                .filter(field -> !isPlain(field) && !field.getName().equals("query"))
                .map(field -> behind(field, DEPTH, Set.of(object.getName())))
                .filter(behind -> !behind.isEmpty())
                .forEach(behind -> selections.add("{ __typename " + behind + " }"));
        return selections;
    }

    private String behind(GraphQLFieldDefinition field, int depth, Set<String> path) {
        GraphQLNamedType named = GraphQLTypeUtil.unwrapAllAs(field.getType());
        if (isPlain(field)) {
            return field.getName() + arguments(field, "");
        }
        boolean round = path.contains(named.getName());
        if (depth == 0 || round || field.getName().equals("edges") || !(named instanceof GraphQLObjectType object)) {
            return "";
        }
        Set<String> longer = new LinkedHashSet<>(path);
        longer.add(named.getName());
        String fields = object.getFieldDefinitions().stream()
                .map(each -> behind(each, depth - 1, longer))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return fields.isEmpty() ? "" : field.getName() + arguments(field, "") + " { " + fields + " }";
    }

    private static boolean isPlain(GraphQLFieldDefinition field) {
        GraphQLNamedType named = GraphQLTypeUtil.unwrapAllAs(field.getType());
        return !(named instanceof GraphQLObjectType || named instanceof GraphQLInterfaceType);
    }

    private String arguments(GraphQLFieldDefinition field, String id) {
        String all = field.getArguments().stream()
                .map(argument -> argument(argument, id))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : "(" + all + ")";
    }

    private String argument(GraphQLArgument argument, String id) {
        if (argument.getName().equals("first")) {
            return "first: " + ROWS;
        }
        boolean wantsId = !id.isEmpty() && typeName(argument.getType()).equals("ID");
        boolean optional = GraphQLTypeUtil.isNullable(argument.getType()) || argument.hasSetDefaultValue();
        if (!wantsId && optional) {
            return "";
        }
        String value = wantsId ? "\"" + id + "\"" : value(argument.getName(), argument.getType());
        return argument.getName() + ": " + value;
    }

    private String value(String name, GraphQLType type) {
        GraphQLNamedType named = GraphQLTypeUtil.unwrapAllAs(type);
        @Nullable String known = values.get(name);
        if (known != null && !(named instanceof GraphQLInputObjectType)) {
            return known;
        }
        return switch (named) {
            case GraphQLInputObjectType input ->
                input.getFieldDefinitions().stream()
                        .filter(field -> !GraphQLTypeUtil.isNullable(field.getType()) && !field.hasSetDefaultValue())
                        .map(this::member)
                        .collect(Collectors.joining(", ", "{", "}"));
            case GraphQLEnumType constants -> constants.getValues().getFirst().getName();
            default ->
                switch (named.getName()) {
                    case "Int" -> "1";
                    case "Boolean" -> "true";
                    case "DateTime" -> "\"2100-01-01T00:00:00Z\"";
                    case "Date" -> "\"2100-01-01\"";
                    case "Decimal", "Position" -> "\"1\"";
                    default -> "\"x\"";
                };
        };
    }

    private String member(GraphQLInputObjectField field) {
        return field.getName() + ": " + value(field.getName(), field.getType());
    }

    private static String typeName(GraphQLType type) {
        GraphQLNamedType named = GraphQLTypeUtil.unwrapAllAs(type);
        return named.getName();
    }
}
