package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.member.MemberAccountId;
import java.util.List;

/**
 * A step in a list of member accounts that somebody watches.
 *
 * @param snapshot whether {@code memberAccounts} is the list's first page as it stands, and not what changed
 * @param memberAccounts those that are in the list now, new or changed
 * @param gone those that have left the list
 * @param position up to where in the log the list has read at least
 */
public record MemberAccountsUpdate(
        boolean snapshot, List<MemberAccountRow> memberAccounts, List<MemberAccountId> gone, long position) {}
