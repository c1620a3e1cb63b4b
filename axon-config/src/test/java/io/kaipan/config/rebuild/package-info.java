/** Views rebuilt while the whole application runs. */
@NullMarked
package io.kaipan.config.rebuild;

import org.jspecify.annotations.NullMarked;
