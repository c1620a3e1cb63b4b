/** Points of members, read as people read them. */
@NullMarked
package io.kaipan.config.points;

import org.jspecify.annotations.NullMarked;
