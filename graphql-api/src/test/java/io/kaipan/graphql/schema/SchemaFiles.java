package io.kaipan.graphql.schema;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The schema as its files say it, without anything behind it. */
public final class SchemaFiles {
    public static GraphQLSchema schema() {
        TypeDefinitionRegistry types = new TypeDefinitionRegistry();
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath:graphql/*.graphqls")) {
                try (InputStream text = file.getInputStream()) {
                    types.merge(new SchemaParser().parse(text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
    }

    private SchemaFiles() {}
}
