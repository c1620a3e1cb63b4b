/** Pages of lists: sizes, keyset cursors and capped counts. */
@NullMarked
package io.kaipan.query.paging;

import org.jspecify.annotations.NullMarked;
