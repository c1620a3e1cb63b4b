/** What an administrator asks and does about the machinery, in GraphQL (AUD-5, AUD-6). */
@NullMarked
package io.kaipan.graphql.maintenance;

import org.jspecify.annotations.NullMarked;
