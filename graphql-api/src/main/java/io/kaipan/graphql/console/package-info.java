/** The pages that Kaipan shows by itself: signing in, where to go from here, GraphiQL. Nothing on them comes from elsewhere. */
@NullMarked
package io.kaipan.graphql.console;

import org.jspecify.annotations.NullMarked;
