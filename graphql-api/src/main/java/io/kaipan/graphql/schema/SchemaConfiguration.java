package io.kaipan.graphql.schema;

import java.util.List;
import org.dataloader.DataLoaderOptions;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Puts the schema together: scalars, the guard over all audiences, and how fetchers are called. */
@Configuration
class SchemaConfiguration {
    @Bean
    RuntimeWiringConfigurer scalars() {
        return wiring -> Scalars.ALL.forEach(wiring::scalar);
    }

    @Bean
    GraphQlSourceBuilderCustomizer fields() {
        return builder -> builder.typeVisitors(List.of(new AudienceGuard(), new CalledDirectly()));
    }

    /** Batches without a cache: a live update must not be answered from what the one before has read. */
    @Bean
    BatchLoaderRegistry batchLoaderRegistry() {
        return new DefaultBatchLoaderRegistry(
                () -> DataLoaderOptions.newOptions().setCachingEnabled(false).build());
    }
}
