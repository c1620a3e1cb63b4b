/** Projects in GraphQL. */
@NullMarked
package io.kaipan.graphql.project;

import org.jspecify.annotations.NullMarked;
