/** What tests of views have in common: events in, rows out, on a real PostgreSQL. */
@NullMarked
package io.kaipan.query.testing;

import org.jspecify.annotations.NullMarked;
