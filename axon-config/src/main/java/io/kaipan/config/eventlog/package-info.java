/** The event log: how events are named, written, sealed, stored and read back. */
@NullMarked
package io.kaipan.config.eventlog;

import org.jspecify.annotations.NullMarked;
