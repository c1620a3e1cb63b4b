/** Is a view right, and can it be made anew? Generations built from the log beside the one that is read, compared, switched. */
@NullMarked
package io.kaipan.query.rebuild;

import org.jspecify.annotations.NullMarked;
