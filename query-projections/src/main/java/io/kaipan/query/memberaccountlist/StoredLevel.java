package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code view.member_level}: a level, or what it rests on, from some moment on (MEM-2).
 *
 * @param version of the account after it
 * @param previous null for the first
 * @param reason sealed; null unless a manager granted it
 */
record StoredLevel(
        MemberAccountId account,
        long version,
        CustomerId customer,
        @Nullable MemberLevel previous,
        MemberLevel level,
        List<LevelBasis> bases,
        @Nullable String reason,
        int policyVersion,
        Instant recordedAt,
        String recordedBy) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredLevel> LEVELS = Table.<StoredLevel>named("member_level", "account_id", "version")
            .text("account_id", StoredLevel::account)
            .number("version", StoredLevel::version)
            .link(CUSTOMER, StoredLevel::customer)
            .text("previous", StoredLevel::previous)
            .text("level", StoredLevel::level)
            .texts("bases", row -> Bases.texts(row.bases))
            .text("reason_sealed", StoredLevel::reason)
            .integer("policy_version", StoredLevel::policyVersion)
            .instant("recorded_at", StoredLevel::recordedAt)
            .text("recorded_by", StoredLevel::recordedBy)
            .reads(StoredLevel::from);

    /** The level of a forgotten customer. */
    StoredLevel blank() {
        return new StoredLevel(
                account, version, customer, previous, level, bases, null, policyVersion, recordedAt, recordedBy);
    }

    static StoredLevel from(ResultSet row) throws SQLException {
        return new StoredLevel(
                new MemberAccountId(row.getString("account_id")),
                row.getLong("version"),
                new CustomerId(row.getString(CUSTOMER)),
                Columns.valueOrNull(row, "previous", MemberLevel::valueOf),
                MemberLevel.valueOf(row.getString("level")),
                Columns.values(row, "bases", Bases::read),
                row.getString("reason_sealed"),
                row.getInt("policy_version"),
                Columns.instant(row, "recorded_at"),
                row.getString("recorded_by"));
    }
}
