package io.kaipan.graphql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.ScalarInfo;
import io.kaipan.domain.shared.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules that every part of the schema keeps. Each proof collects all faults, so that one run shows them all. */
class SchemaRulesTest {
    private static final GraphQLSchema SCHEMA = SchemaFiles.schema();
    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");
    private static final Set<String> PAGING = Set.of("first", "after", "last", "before");
    /** Lists of records that are short by nature: named by the caller, or by another record. */
    private static final Set<String> SHORT_LISTS = Set.of(
            "Query.nodes",
            "LeadsUpdate.leads",
            "OpportunitiesUpdate.opportunities",
            "MemberAccountsUpdate.memberAccounts",
            "User.projects",
            "Customer.mergedFrom");

    @Test
    @DisplayName("G-7 every query, mutation, subscription and object type declares who may use it")
    void audiences() {
        List<String> undeclared = new ArrayList<>();
        objects().forEach(type -> {
            if (ROOTS.contains(type.getName())) {
                type.getFieldDefinitions().stream()
                        .filter(field -> Audience.declaredOn(field).isEmpty())
                        .forEach(field -> undeclared.add(place(type, field)));
            } else if (Audience.declaredOn(type).isEmpty()) {
                undeclared.add(type.getName());
            }
        });
        assertThat(undeclared).isEmpty();
    }

    @Test
    @DisplayName("G-7 an audience is never empty, and bare means everybody who is signed in")
    void audienceRoles() {
        assertThat(Audience.declaredOn(SCHEMA.getObjectType("PageInfo")))
                .hasValueSatisfying(roles -> assertThat(roles).hasSize(8));
        assertThat(objects().map(Audience::declaredOn).flatMap(Optional::stream))
                .allSatisfy(roles -> assertThat(roles).isNotEmpty());
    }

    @Test
    @DisplayName("every type, field, argument, input field and enum value has a description")
    void descriptions() {
        List<String> bare = new ArrayList<>();
        types().forEach(type -> {
            describe(type.getName(), type.getDescription(), bare);
            members(type).forEach(member -> {
                describe(type.getName() + "." + member.getName(), member.getDescription(), bare);
                if (member instanceof GraphQLFieldDefinition field) {
                    field.getArguments()
                            .forEach(argument -> describe(
                                    type.getName() + "." + field.getName() + "(" + argument.getName() + ")",
                                    argument.getDescription(),
                                    bare));
                }
            });
        });
        assertThat(bare).isEmpty();
    }

    @Test
    @DisplayName("whatever can be null says when, or what that means")
    void nulls() {
        List<String> silent = new ArrayList<>();
        types().forEach(type -> members(type).forEach(member -> {
            switch (member) {
                case GraphQLFieldDefinition field -> {
                    explain(field.getType(), place(type, field), field.getDescription(), silent);
                    field.getArguments()
                            .forEach(argument -> explain(
                                    argument.getType(),
                                    place(type, field) + "(" + argument.getName() + ")",
                                    argument.getDescription(),
                                    silent));
                }
                case GraphQLInputObjectField field ->
                    explain(field.getType(), place(type, field), field.getDescription(), silent);
                default -> {}
            }
        }));
        assertThat(silent).isEmpty();
    }

    @Test
    @DisplayName("types are named in upper camel case, fields and arguments in lower, enum values in capitals")
    void names() {
        List<String> odd = new ArrayList<>();
        types().forEach(type -> {
            require(type.getName(), "[A-Z][A-Za-z]*", odd);
            members(type).forEach(member -> {
                boolean constant = type instanceof GraphQLEnumType;
                require(member.getName(), constant ? "[A-Z][A-Z_]*" : "[a-z][A-Za-z]*", odd);
            });
        });
        assertThat(odd).isEmpty();
    }

    @Test
    @DisplayName("a mutation takes one input of its own and answers with one payload of its own, always of one shape")
    void mutations() {
        assertThat(SCHEMA.getMutationType().getFieldDefinitions()).isNotEmpty().allSatisfy(mutation -> {
            String name = Character.toUpperCase(mutation.getName().charAt(0))
                    + mutation.getName().substring(1);
            assertThat(mutation.getArguments()).singleElement().satisfies(input -> {
                assertThat(input.getName()).isEqualTo("input");
                assertThat(GraphQLTypeUtil.simplePrint(input.getType())).isEqualTo(name + "Input!");
            });
            assertThat(GraphQLTypeUtil.simplePrint(mutation.getType())).isEqualTo(name + "Payload");
            GraphQLObjectType payload = SCHEMA.getObjectType(name + "Payload");
            assertThat(type(payload, "refusals")).isEqualTo("[Refusal!]!");
            assertThat(type(payload, "query")).isEqualTo("Query!");
            if (!mutation.hasAppliedDirective("maintenance") && !mutation.hasAppliedDirective("each")) {
                assertThat(type(payload, "receipt")).isEqualTo("Receipt");
                assertThat(type(payload, "pending")).isEqualTo("Boolean!");
                assertThat(payload.getFieldDefinitions()).hasSizeGreaterThan(4);
            }
        });
    }

    @Test
    @DisplayName("G-7 maintenance is for administrators alone")
    void maintenance() {
        assertThat(SCHEMA.getMutationType().getFieldDefinitions().stream()
                        .filter(mutation -> mutation.hasAppliedDirective("maintenance")))
                .isNotEmpty()
                .allSatisfy(
                        mutation -> assertThat(Audience.declaredOn(mutation)).hasValue(Set.of(Role.ADMIN)));
    }

    @Test
    @DisplayName("lists of records are connections with all four page arguments")
    void connections() {
        List<String> unbounded = new ArrayList<>();
        objects().forEach(type -> type.getFieldDefinitions().forEach(field -> {
            GraphQLNamedType target = GraphQLTypeUtil.unwrapAllAs(field.getType());
            if (target.getName().endsWith("Connection")) {
                boolean paged = PAGING.stream().allMatch(argument -> field.getArgument(argument) != null);
                if (!paged) {
                    unbounded.add(place(type, field));
                }
            }
            boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()));
            boolean ofRecords = target.getName().equals("Node")
                    || target instanceof GraphQLObjectType object
                            && object.getInterfaces().stream()
                                    .anyMatch(each -> each.getName().equals("Node"));
            if (list
                    && ofRecords
                    && !type.getName().endsWith("Connection")
                    && !SHORT_LISTS.contains(place(type, field))) {
                unbounded.add(place(type, field));
            }
        }));
        assertThat(unbounded).isEmpty();
        assertThat(objects().filter(type -> type.getName().endsWith("Connection")))
                .isNotEmpty()
                .allSatisfy(type -> {
                    String name = type.getName().replace("Connection", "");
                    assertThat(type(type, "edges")).isEqualTo("[" + name + "Edge!]!");
                    assertThat(type(type, "nodes")).matches("\\[\\w+!]!");
                    assertThat(type(type, "pageInfo")).isEqualTo("PageInfo!");
                });
    }

    @Test
    @DisplayName("G-7 only node and nodes lead to an interface, so that every other field knows whose audience to ask")
    void interfaces() {
        assertThat(objects().flatMap(type -> type.getFieldDefinitions().stream()
                        .filter(field -> !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType
                                || GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLScalarType
                                || GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLEnumType))
                        .map(field -> place(type, field))))
                .containsExactlyInAnyOrder("Query.node", "Query.nodes");
    }

    private static Stream<GraphQLNamedType> types() {
        return SCHEMA.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .filter(type -> !(type instanceof GraphQLScalarType scalar)
                        || !ScalarInfo.isGraphqlSpecifiedScalar(scalar.getName()));
    }

    private static Stream<GraphQLObjectType> objects() {
        return types().filter(GraphQLObjectType.class::isInstance).map(GraphQLObjectType.class::cast);
    }

    private static List<? extends GraphQLNamedSchemaElement> members(GraphQLNamedType type) {
        return switch (type) {
            case GraphQLFieldsContainer container -> container.getFieldDefinitions();
            case GraphQLInputObjectType input -> input.getFieldDefinitions();
            case GraphQLEnumType constants -> constants.getValues();
            default -> List.of();
        };
    }

    private static void describe(String place, @Nullable String description, List<String> bare) {
        if (description == null || description.isBlank()) {
            bare.add(place);
        }
    }

    private static void explain(GraphQLType type, String place, String description, List<String> silent) {
        if (GraphQLTypeUtil.isNullable(type) && !description.contains("Null ")) {
            silent.add(place);
        }
    }

    private static void require(String name, String form, List<String> odd) {
        if (!name.matches(form)) {
            odd.add(name);
        }
    }

    private static String place(GraphQLNamedType type, GraphQLNamedSchemaElement field) {
        return type.getName() + "." + field.getName();
    }

    private static String type(GraphQLObjectType type, String field) {
        return GraphQLTypeUtil.simplePrint(type.getFieldDefinition(field).getType());
    }
}
