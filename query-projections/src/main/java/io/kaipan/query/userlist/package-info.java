/** Who works here, in which roles and projects? */
@NullMarked
package io.kaipan.query.userlist;

import org.jspecify.annotations.NullMarked;
