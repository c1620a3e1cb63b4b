/** Proofs about who may come in. */
@NullMarked
package io.kaipan.graphql.security;

import org.jspecify.annotations.NullMarked;
