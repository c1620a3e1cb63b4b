/** What the whole GraphQL schema shares: scalars, audiences, identity, record ids, pages. */
@NullMarked
package io.kaipan.graphql.schema;

import org.jspecify.annotations.NullMarked;
