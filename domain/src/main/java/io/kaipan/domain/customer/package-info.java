/** Customers: one phone number belongs to one person, whose data can be forgotten. */
@NullMarked
package io.kaipan.domain.customer;

import org.jspecify.annotations.NullMarked;
