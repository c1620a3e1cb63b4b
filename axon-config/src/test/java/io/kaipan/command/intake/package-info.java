/** Lets tests of the event store stand in for the intake. */
@NullMarked
package io.kaipan.command.intake;

import org.jspecify.annotations.NullMarked;
