/** Proofs about the schema as a whole. */
@NullMarked
package io.kaipan.graphql.schema;

import org.jspecify.annotations.NullMarked;
