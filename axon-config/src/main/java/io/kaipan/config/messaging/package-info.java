/** How commands reach aggregates, and what their events tell about where they come from. */
@NullMarked
package io.kaipan.config.messaging;

import org.jspecify.annotations.NullMarked;
