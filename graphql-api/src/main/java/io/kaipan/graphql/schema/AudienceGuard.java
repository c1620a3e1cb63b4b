package io.kaipan.graphql.schema;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import io.kaipan.domain.shared.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Enforces every {@code @audience} of the schema, once and for all fields. A field is guarded where its audience is
 * narrower than what the way to it has proved already, so that ordinary fields cost nothing. What an interface leads to
 * is checked where the type becomes known: {@link Records}.
 */
final class AudienceGuard extends GraphQLTypeVisitorStub {
    @Override
    public TraversalControl visitGraphQLFieldDefinition(
            GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
        if (context.getParentNode() instanceof GraphQLObjectType type && Audience.isRecord(type)) {
            List<Set<Role>> asked = askedFor(type, field);
            if (!asked.isEmpty()) {
                GraphQLCodeRegistry.Builder code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
                FieldCoordinates place = FieldCoordinates.coordinates(type, field);
                code.dataFetcher(place, guarded(code.getDataFetcher(place, field), asked));
            }
        }
        return TraversalControl.CONTINUE;
    }

    /** The audiences to be checked at a field: its own, and its type's unless that follows. */
    private static List<Set<Role>> askedFor(GraphQLObjectType type, GraphQLFieldDefinition field) {
        List<Set<Role>> asked = new ArrayList<>();
        Set<Role> allowed = Audience.of(type, field);
        if (Audience.declaredOn(field).isPresent()) {
            asked.add(allowed);
        }
        GraphQLNamedType target = GraphQLTypeUtil.unwrapAllAs(field.getType());
        if (target instanceof GraphQLObjectType object && isGuarded(object)) {
            Set<Role> seeing = Audience.of(object);
            if (!seeing.containsAll(allowed)) {
                asked.add(seeing);
            }
        }
        return asked;
    }

    /** The root types have no audience of their own: each of their fields has one. */
    private static boolean isGuarded(GraphQLObjectType type) {
        return !type.getName().equals("Query");
    }

    private static DataFetcher<?> guarded(DataFetcher<?> fetcher, List<Set<Role>> asked) {
        return environment -> {
            asked.forEach(audience -> Identity.requireAny(Identity.of(environment.getGraphQlContext()), audience));
            return fetcher.get(environment);
        };
    }
}
