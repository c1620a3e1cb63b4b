/** Customers in the whole house: relatives, duplicates, and what people ask them. */
@NullMarked
package io.kaipan.config.customers;

import org.jspecify.annotations.NullMarked;
