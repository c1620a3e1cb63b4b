/** Starts Kaipan for tests on a database of its own. */
@NullMarked
package io.kaipan.config.testing;

import org.jspecify.annotations.NullMarked;
