/** How event processors run: in which order, in which transaction, and what becomes of events they can't handle. */
@NullMarked
package io.kaipan.config.processing;

import org.jspecify.annotations.NullMarked;
