/** What became of this lead? The opportunities, as far as leads need them. */
@NullMarked
package io.kaipan.query.opportunityrecord;

import org.jspecify.annotations.NullMarked;
