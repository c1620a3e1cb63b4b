/** What lists have in common: pages, keyset cursors, capped counts and conditions. */
@NullMarked
package io.kaipan.query.paging;

import org.jspecify.annotations.NullMarked;
