/** Who is this customer? The record, and the list of customers with search. */
@NullMarked
package io.kaipan.query.customerrecord;

import org.jspecify.annotations.NullMarked;
