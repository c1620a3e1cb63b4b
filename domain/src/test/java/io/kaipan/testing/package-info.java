/** What tests of all modules share: a real PostgreSQL. */
@NullMarked
package io.kaipan.testing;

import org.jspecify.annotations.NullMarked;
