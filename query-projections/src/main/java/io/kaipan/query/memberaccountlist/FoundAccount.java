package io.kaipan.query.memberaccountlist;

import io.kaipan.query.customerrecord.CustomerSearch;
import io.kaipan.query.masking.Masking;
import io.kaipan.query.memberaccountlist.StoredAccount.Closed;
import io.kaipan.query.memberaccountlist.StoredAccount.Origin;
import io.kaipan.query.memberaccountlist.StoredAccount.Standing;
import io.kaipan.query.personaldata.Sealing;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A member account as a question finds it, still sealed.
 *
 * @param present who stands for its customer now (CUS-4); null while the customers' view doesn't know them yet
 * @param seen whether the asker may see personal data
 */
record FoundAccount(StoredAccount account, CustomerSearch.@Nullable Known present, boolean seen, boolean forgotten) {
    /** The columns that {@link #from} reads. @param sees the condition under which personal data is shown */
    static String columns(String sees) {
        return "a.account_id, a.version, a.customer_id, a.project, a.projects, a.city, a.referrer_id, a.applied_at,"
                + " a.recorded_at, a.recorded_by, a.original_author, a.state, a.card, a.member_since, a.confirmed_by,"
                + " a.level, a.level_bases, a.balance, a.closed_reason_sealed, a.closed_at, a.closed_by, a.changed_at,"
                + " h.forgotten_at IS NOT NULL AS forgotten, (" + sees + ") AS seen" + CustomerSearch.COLUMNS + " ";
    }

    static FoundAccount from(ResultSet row) throws SQLException {
        return new FoundAccount(
                StoredAccount.from(row),
                row.getString("known_id") == null ? null : CustomerSearch.known(row),
                row.getBoolean("seen"),
                row.getBoolean("forgotten"));
    }

    MemberAccountRow open(Sealing sealing) {
        Origin origin = account.origin();
        Standing standing = account.standing();
        Closed closed = account.closed();
        return new MemberAccountRow(
                origin.account(),
                account.version(),
                origin.customer(),
                origin.project(),
                origin.city(),
                standing.state(),
                standing.card(),
                standing.level(),
                standing.bases(),
                account.balance(),
                origin.referrer(),
                origin.appliedAt(),
                origin.recordedAt(),
                origin.recordedBy(),
                origin.originalAuthor(),
                standing.memberSince(),
                standing.confirmedBy(),
                closed == null
                        ? null
                        : new MemberAccountRow.Closing(reason(closed.reason(), sealing), closed.at(), closed.by()),
                account.changedAt(),
                !seen && !forgotten,
                forgotten);
    }

    private @Nullable String reason(@Nullable String sealed, Sealing sealing) {
        return forgotten
                ? Masking.ERASED
                : seen ? sealing.open(account.origin().customer(), "closed_reason", sealed) : null;
    }
}
