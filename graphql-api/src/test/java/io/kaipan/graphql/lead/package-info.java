/** Proofs about leads in GraphQL. */
@NullMarked
package io.kaipan.graphql.lead;

import org.jspecify.annotations.NullMarked;
