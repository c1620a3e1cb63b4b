/** The command side's lookups against a real PostgreSQL. */
@NullMarked
package io.kaipan.command.lookup;

import org.jspecify.annotations.NullMarked;
