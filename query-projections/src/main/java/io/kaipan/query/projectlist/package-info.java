/** Which projects are there, and which policies hold in them? */
@NullMarked
package io.kaipan.query.projectlist;

import org.jspecify.annotations.NullMarked;
