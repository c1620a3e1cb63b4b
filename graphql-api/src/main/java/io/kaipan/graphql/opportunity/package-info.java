/** Opportunities in GraphQL. */
@NullMarked
package io.kaipan.graphql.opportunity;

import org.jspecify.annotations.NullMarked;
