/** What stands in a member's ledger of points, and what is there of points in all? */
@NullMarked
package io.kaipan.query.pointsstatement;

import org.jspecify.annotations.NullMarked;
