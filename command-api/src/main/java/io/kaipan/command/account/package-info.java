/** Local accounts: who signs in, with which password, and as which actor. */
@NullMarked
package io.kaipan.command.account;

import org.jspecify.annotations.NullMarked;
