/** Which generations of each view are there, and which is read? */
@NullMarked
package io.kaipan.query.generation;

import org.jspecify.annotations.NullMarked;
