/** Which leads are there? The lists by state, with filters, search and live changes. */
@NullMarked
package io.kaipan.query.leadlist;

import org.jspecify.annotations.NullMarked;
