/** Live updates: how subscriptions start, who may have how many, and when they end. */
@NullMarked
package io.kaipan.graphql.live;

import org.jspecify.annotations.NullMarked;
