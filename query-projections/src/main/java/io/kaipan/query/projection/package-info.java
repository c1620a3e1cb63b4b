/** What projections have in common: the fold that each is, the tables it fills, and the batches in which it does. */
@NullMarked
package io.kaipan.query.projection;

import org.jspecify.annotations.NullMarked;
