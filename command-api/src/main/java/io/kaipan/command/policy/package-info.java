/** How commands are sent in the name of a rule. */
@NullMarked
package io.kaipan.command.policy;

import org.jspecify.annotations.NullMarked;
