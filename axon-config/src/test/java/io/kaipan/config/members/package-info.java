/** The owners' club in the whole house. */
@NullMarked
package io.kaipan.config.members;

import org.jspecify.annotations.NullMarked;
