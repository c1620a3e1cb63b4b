/** Commands through the whole house, over HTTP and by many at once. */
@NullMarked
package io.kaipan.config.commands;

import org.jspecify.annotations.NullMarked;
