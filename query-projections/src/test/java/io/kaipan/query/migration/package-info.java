/** What migrations do to a database that is in use. */
@NullMarked
package io.kaipan.query.migration;

import org.jspecify.annotations.NullMarked;
