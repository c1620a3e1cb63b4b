package io.kaipan.graphql.limits;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.GraphQlSource;

/** Puts the documents' limits before the engine. */
@Configuration
@EnableConfigurationProperties(DocumentLimits.class)
class LimitsConfiguration {
    @Bean
    GraphQlSourceBuilderCustomizer documents(DocumentLimits limits, ObjectProvider<GraphQlSource> source) {
        Documents documents = new Documents(limits, () -> source.getObject().schema());
        return builder -> builder.configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(documents));
    }
}
