/** Users, and who is asking, in GraphQL. */
@NullMarked
package io.kaipan.graphql.user;

import org.jspecify.annotations.NullMarked;
