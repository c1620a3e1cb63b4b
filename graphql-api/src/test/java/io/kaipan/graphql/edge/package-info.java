/** Proofs about the endpoint's ways in. */
@NullMarked
package io.kaipan.graphql.edge;

import org.jspecify.annotations.NullMarked;
