package io.kaipan.graphql.schema;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import io.kaipan.domain.shared.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the {@code @audience} directive: who may use a field or see an object of a type (G-7). */
public final class Audience {
    private static final String DIRECTIVE = "audience";

    /** The roles declared on an element; empty when none are declared. */
    public static Optional<Set<Role>> declaredOn(GraphQLDirectiveContainer element) {
        return Optional.ofNullable(element.getAppliedDirective(DIRECTIVE)).map(Audience::roles);
    }

    /**
     * The roles that may use a field: its own, else its type's.
     *
     * @throws IllegalStateException when neither declares any: such a field is open to nobody
     */
    static Set<Role> of(GraphQLObjectType type, GraphQLFieldDefinition field) {
        return declaredOn(field)
                .or(() -> declaredOn(type))
                .orElseThrow(() -> undeclared(type.getName() + "." + field.getName()));
    }

    /** The roles that may see objects of a type. @throws IllegalStateException when none are declared */
    static Set<Role> of(GraphQLObjectType type) {
        return declaredOn(type).orElseThrow(() -> undeclared(type.getName()));
    }

    private static IllegalStateException undeclared(String element) {
        return new IllegalStateException(element + " declares no audience");
    }

    private static Set<Role> roles(GraphQLAppliedDirective audience) {
        List<?> names = audience.getArgument("roles").getValue();
        return names.stream()
                .map(name -> Role.valueOf(name.toString()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    static boolean isRecord(GraphQLNamedType type) {
        return type instanceof GraphQLObjectType && !type.getName().startsWith("__");
    }

    private Audience() {}
}
