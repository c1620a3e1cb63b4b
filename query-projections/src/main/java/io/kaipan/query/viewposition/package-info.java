/** How far has a view read? Reading one's own writes and measuring lag. */
@NullMarked
package io.kaipan.query.viewposition;

import org.jspecify.annotations.NullMarked;
