/** What projections have in common: writes collected for a batch of events, and rows that must be there. */
@NullMarked
package io.kaipan.query.projection;

import org.jspecify.annotations.NullMarked;
