/** That the benchmarks count right, and say what they need; they themselves are run by hand. */
@NullMarked
package io.kaipan.benchmarks;

import org.jspecify.annotations.NullMarked;
