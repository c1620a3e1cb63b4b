/** Proofs about who can reach Kaipan. */
@NullMarked
package io.kaipan.config.exposure;

import org.jspecify.annotations.NullMarked;
