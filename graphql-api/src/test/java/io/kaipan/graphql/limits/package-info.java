/** Proofs about what documents may ask for. */
@NullMarked
package io.kaipan.graphql.limits;

import org.jspecify.annotations.NullMarked;
