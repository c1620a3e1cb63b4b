/** The policies at work. */
@NullMarked
package io.kaipan.config.policy;

import org.jspecify.annotations.NullMarked;
