package io.kaipan.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A field that follows from its row alone. It is told to the engine as such, because everything else is called with the
 * request's thread locals set anew: once for each row of a page.
 */
public record FromRow<S>(Class<S> type, Function<S, @Nullable Object> value) implements LightDataFetcher<Object> {
    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
        return value.apply(type.cast(source));
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        return value.apply(type.cast(environment.getSource()));
    }
}
