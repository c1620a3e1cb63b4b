package io.kaipan.graphql.schema;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import graphql.schema.SingletonPropertyDataFetcher;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that is often reached through another one: what the other record says about it is answered at
 * once, and the record itself is loaded only when more is asked.
 *
 * @param loader fetches the record
 * @param reference what other records hold of it
 * @param known the fields that a reference answers itself
 * @param key the record's key in a reference
 */
public record ByReference<F, K, R>(
        Loaders.Loader<K, R> loader, Class<F> reference, Function<F, Set<String>> known, Function<F, K> key)
        implements LightDataFetcher<Object> {
    private static final LightDataFetcher<?> PROPERTY = SingletonPropertyDataFetcher.singleton();

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
            throws Exception {
        if (!reference.isInstance(source) || known.apply(reference.cast(source)).contains(field.getName())) {
            return PROPERTY.get(field, source, environment);
        }
        return loader.loadExisting(environment.get(), key.apply(reference.cast(source)))
                .thenApply(row -> property(field, row, environment));
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        return get(environment.getFieldDefinition(), environment.getSource(), () -> environment);
    }

    private static @Nullable Object property(
            GraphQLFieldDefinition field, Object row, Supplier<DataFetchingEnvironment> environment) {
        try {
            return PROPERTY.get(field, row, environment);
        } catch (Exception e) {
            throw new IllegalStateException(field.getName() + " can't be read", e);
        }
    }
}
