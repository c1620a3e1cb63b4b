/** Customers in GraphQL. */
@NullMarked
package io.kaipan.graphql.customer;

import org.jspecify.annotations.NullMarked;
