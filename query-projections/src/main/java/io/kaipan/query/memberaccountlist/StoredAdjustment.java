package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.AdjustmentId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberEvent.PointsAdjustmentRequested;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code view.points_adjustment}: an adjustment that somebody asked for, texts sealed (G-9).
 *
 * @param project where the member joined
 * @param points to be added, or taken when negative
 */
record StoredAdjustment(
        AdjustmentId adjustment,
        MemberAccountId account,
        CustomerId customer,
        ProjectCode project,
        int points,
        @Nullable String reason,
        AdjustmentState state,
        Asked asked,
        @Nullable Decided decided) {
    static final String ACCOUNT = "account_id";
    static final String CUSTOMER = "customer_id";
    static final Table<StoredAdjustment> ADJUSTMENTS = Table.<StoredAdjustment>named(
                    "points_adjustment", "adjustment_id")
            .text("adjustment_id", StoredAdjustment::adjustment)
            .link(ACCOUNT, StoredAdjustment::account)
            .link(CUSTOMER, StoredAdjustment::customer)
            .text("project", StoredAdjustment::project)
            .integer("points", StoredAdjustment::points)
            .text("reason_sealed", StoredAdjustment::reason)
            .text("state", StoredAdjustment::state)
            .text("asked_by", row -> row.asked.by())
            .instant("asked_at", row -> row.asked.at())
            .text("decided_by", row -> row.decided == null ? null : row.decided.by())
            .instant("decided_at", row -> row.decided == null ? null : row.decided.at())
            .text("decision_sealed", row -> row.decided == null ? null : row.decided.reason())
            .reads(StoredAdjustment::from);

    /** Who asked, and when. */
    record Asked(String by, Instant at) {}

    /** Who approved or refused it, and when. @param reason of a refusal or closing, sealed */
    record Decided(String by, Instant at, @Nullable String reason) {}

    static StoredAdjustment requested(
            PointsAdjustmentRequested event, ProjectCode project, Recorded recorded, Sealing sealing) {
        return new StoredAdjustment(
                event.adjustment(),
                event.account(),
                event.customer(),
                project,
                event.points(),
                sealing.seal(event.customer(), "reason", event.reason()),
                AdjustmentState.WAITING,
                new Asked(recorded.by(), recorded.at()),
                null);
    }

    /** The adjustment after a decision. @param why plain; null for an approval */
    StoredAdjustment decided(AdjustmentState next, @Nullable String why, Recorded recorded, Sealing sealing) {
        return new StoredAdjustment(
                adjustment,
                account,
                customer,
                project,
                points,
                reason,
                next,
                asked,
                new Decided(recorded.by(), recorded.at(), sealing.seal(customer, "decision", why)));
    }

    /** The adjustment of a forgotten customer. */
    StoredAdjustment blank() {
        return new StoredAdjustment(
                adjustment,
                account,
                customer,
                project,
                points,
                null,
                state,
                asked,
                decided == null ? null : new Decided(decided.by(), decided.at(), null));
    }

    static StoredAdjustment from(ResultSet row) throws SQLException {
        Instant decidedAt = Columns.instantOrNull(row, "decided_at");
        return new StoredAdjustment(
                new AdjustmentId(row.getString("adjustment_id")),
                new MemberAccountId(row.getString(ACCOUNT)),
                new CustomerId(row.getString(CUSTOMER)),
                new ProjectCode(row.getString("project")),
                row.getInt("points"),
                row.getString("reason_sealed"),
                AdjustmentState.valueOf(row.getString("state")),
                new Asked(row.getString("asked_by"), Columns.instant(row, "asked_at")),
                decidedAt == null
                        ? null
                        : new Decided(row.getString("decided_by"), decidedAt, row.getString("decision_sealed")));
    }
}
