package io.kaipan.graphql.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one document may ask for. Introspection fields count for nothing here but tokens: the engine bounds them itself.
 *
 * @param depth nested fields
 * @param complexity fields that an answer can have at most, by the page sizes asked for
 * @param aliases renamed fields, those in fragments once for each use
 * @param rootFields fields of the operation itself
 * @param directives uses of directives, those in fragments once for each use
 * @param tokens of the document's text
 * @param introspection whether the schema can be asked for
 */
@ConfigurationProperties("kaipan.graphql.limits")
public record DocumentLimits(
        @DefaultValue("12") int depth,
        @DefaultValue("10000") int complexity,
        @DefaultValue("30") int aliases,
        @DefaultValue("20") int rootFields,
        @DefaultValue("8") int directives,
        @DefaultValue("2000") int tokens,
        @DefaultValue("true") boolean introspection) {}
