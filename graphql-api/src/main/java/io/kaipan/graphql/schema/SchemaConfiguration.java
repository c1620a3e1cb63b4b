package io.kaipan.graphql.schema;

import java.util.List;
import org.dataloader.DataLoaderOptions;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Puts the schema together: scalars, and the guard over all audiences. */
@Configuration
class SchemaConfiguration {
    @Bean
    RuntimeWiringConfigurer scalars() {
        return wiring -> Scalars.ALL.forEach(wiring::scalar);
    }

    @Bean
    GraphQlSourceBuilderCustomizer audiences() {
        return builder -> builder.typeVisitors(List.of(new AudienceGuard()));
    }

    /** Batches without a cache: a live update must not be answered from what the one before has read. */
    @Bean
    BatchLoaderRegistry batchLoaderRegistry() {
        return new DefaultBatchLoaderRegistry(
                () -> DataLoaderOptions.newOptions().setCachingEnabled(false).build());
    }
}
