/** The door for commands, part by part. */
@NullMarked
package io.kaipan.command.intake;

import org.jspecify.annotations.NullMarked;
