/** What is due at a time: rows that a cluster-safe scheduler turns into commands. */
@NullMarked
package io.kaipan.command.timer;

import org.jspecify.annotations.NullMarked;
