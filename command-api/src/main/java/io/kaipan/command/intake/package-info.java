/** The one door for commands: who, when, idempotency, validation, dispatch, refusals. */
@NullMarked
package io.kaipan.command.intake;

import org.jspecify.annotations.NullMarked;
