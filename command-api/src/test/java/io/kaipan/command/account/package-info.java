/** Local accounts against a real PostgreSQL. */
@NullMarked
package io.kaipan.command.account;

import org.jspecify.annotations.NullMarked;
