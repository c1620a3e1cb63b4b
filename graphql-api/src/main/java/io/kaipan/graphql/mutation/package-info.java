/** Every command as a mutation: one fetcher for all of them, in front of the intake. */
@NullMarked
package io.kaipan.graphql.mutation;

import org.jspecify.annotations.NullMarked;
