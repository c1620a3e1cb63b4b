/** What tests of the rules share, in this module and others: the sales floor in memory, and the people on it. */
@NullMarked
package io.kaipan.domain.testing;

import org.jspecify.annotations.NullMarked;
