/** The owners' club: members, their levels, and points in a ledger that is only ever added to. */
@NullMarked
package io.kaipan.domain.member;

import org.jspecify.annotations.NullMarked;
