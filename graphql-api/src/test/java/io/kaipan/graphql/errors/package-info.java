/** Proofs about what callers learn when something goes wrong. */
@NullMarked
package io.kaipan.graphql.errors;

import org.jspecify.annotations.NullMarked;
