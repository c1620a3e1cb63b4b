/** Histories of records, and the trail of who read personal data, in GraphQL. */
@NullMarked
package io.kaipan.graphql.history;

import org.jspecify.annotations.NullMarked;
