/** Maintenance over GraphQL. */
@NullMarked
package io.kaipan.graphql.maintenance;

import org.jspecify.annotations.NullMarked;
