package io.kaipan.graphql.schema;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import org.jspecify.annotations.Nullable;

/**
 * Has the engine call fetchers as they are. Otherwise each call sets the thread locals of the request anew, which nobody
 * reads: who asks comes from the request's own context (G-8). Live updates are left out: what they yield goes through the
 * framework.
 */
final class CalledDirectly extends GraphQLTypeVisitorStub {
    private static final String SUBSCRIPTION = "Subscription";

    @Override
    public TraversalControl visitGraphQLFieldDefinition(
            GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
        if (context.getParentNode() instanceof GraphQLObjectType type
                && Audience.isRecord(type)
                && !type.getName().equals(SUBSCRIPTION)) {
            GraphQLCodeRegistry.Builder code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
            FieldCoordinates place = FieldCoordinates.coordinates(type, field);
            DataFetcher<?> fetcher = code.getDataFetcher(place, field);
            if (!(fetcher instanceof TrivialDataFetcher<?>)) {
                TrivialDataFetcher<@Nullable Object> direct = fetcher::get;
                code.dataFetcher(place, direct);
            }
        }
        return TraversalControl.CONTINUE;
    }
}
