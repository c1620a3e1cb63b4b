/** Leads in GraphQL: records, lists, counts, live updates. */
@NullMarked
package io.kaipan.graphql.lead;

import org.jspecify.annotations.NullMarked;
