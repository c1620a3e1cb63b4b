/** What commands look up about other aggregates, kept in PostgreSQL and written in the command's own transaction. */
@NullMarked
package io.kaipan.command.lookup;

import org.jspecify.annotations.NullMarked;
