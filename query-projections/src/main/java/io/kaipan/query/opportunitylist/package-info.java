/** Which opportunities are there, how do they stand, and which of them wait for a follow-up? */
@NullMarked
package io.kaipan.query.opportunitylist;

import org.jspecify.annotations.NullMarked;
