package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code view.member_clearance}: the clearance for another city (PRC-5).
 *
 * @param version of the account after it
 * @param clearance name of the document, sealed
 */
record StoredClearance(
        MemberAccountId account,
        long version,
        CustomerId customer,
        ProjectCode project,
        String city,
        @Nullable String clearance,
        Instant occurredAt,
        Instant recordedAt,
        String recordedBy) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredClearance> CLEARANCES = Table.<StoredClearance>named(
                    "member_clearance", "account_id", "version")
            .text("account_id", StoredClearance::account)
            .number("version", StoredClearance::version)
            .link(CUSTOMER, StoredClearance::customer)
            .text("project", StoredClearance::project)
            .text("city", StoredClearance::city)
            .text("clearance_sealed", StoredClearance::clearance)
            .instant("occurred_at", StoredClearance::occurredAt)
            .instant("recorded_at", StoredClearance::recordedAt)
            .text("recorded_by", StoredClearance::recordedBy)
            .reads(StoredClearance::from);

    /** The clearance of a forgotten customer. */
    StoredClearance blank() {
        return new StoredClearance(account, version, customer, project, city, null, occurredAt, recordedAt, recordedBy);
    }

    static StoredClearance from(ResultSet row) throws SQLException {
        return new StoredClearance(
                new MemberAccountId(row.getString("account_id")),
                row.getLong("version"),
                new CustomerId(row.getString(CUSTOMER)),
                new ProjectCode(row.getString("project")),
                row.getString("city"),
                row.getString("clearance_sealed"),
                Columns.instant(row, "occurred_at"),
                Columns.instant(row, "recorded_at"),
                row.getString("recorded_by"));
    }
}
