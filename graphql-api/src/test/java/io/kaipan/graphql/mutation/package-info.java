/** Proofs about mutations. */
@NullMarked
package io.kaipan.graphql.mutation;

import org.jspecify.annotations.NullMarked;
