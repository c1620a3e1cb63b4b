/** Which facts make up a balance of points? Answered from the event log alone. */
@NullMarked
package io.kaipan.query.pointsproof;

import org.jspecify.annotations.NullMarked;
