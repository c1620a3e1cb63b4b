/** What the GraphQL interface says when something goes wrong that the caller's input alone can't mend. */
@NullMarked
package io.kaipan.graphql.errors;

import org.jspecify.annotations.NullMarked;
