/** What commands about customers would do, asked beforehand. */
@NullMarked
package io.kaipan.command.customer;

import org.jspecify.annotations.NullMarked;
