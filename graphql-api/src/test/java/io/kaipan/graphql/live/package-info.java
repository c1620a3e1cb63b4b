/** Proofs about live updates. */
@NullMarked
package io.kaipan.graphql.live;

import org.jspecify.annotations.NullMarked;
