package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerEvent.RelativeLinked;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.RelativeLinkState;
import io.kaipan.domain.shared.Relation;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code view.customer_relative}: a customer's link to a relative as it was asked for and decided last, texts
 * sealed under the customer's key (CUS-5).
 */
record StoredRelative(
        CustomerId customer,
        CustomerId relative,
        Relation relation,
        @Nullable String proof,
        RelativeLinkState state,
        Asked asked,
        @Nullable Decided decided) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredRelative> RELATIVES = Table.<StoredRelative>named("customer_relative", "link_id")
            .text("link_id", link -> key(link.customer, link.relative))
            .link(CUSTOMER, StoredRelative::customer)
            .text("relative_id", StoredRelative::relative)
            .text("relation", StoredRelative::relation)
            .text("proof_sealed", StoredRelative::proof)
            .text("state", StoredRelative::state)
            .text("asked_by", link -> link.asked.by())
            .instant("asked_at", link -> link.asked.at())
            .text("decided_by", link -> link.decided == null ? null : link.decided.by())
            .instant("decided_at", link -> link.decided == null ? null : link.decided.at())
            .text("reason_sealed", link -> link.decided == null ? null : link.decided.reason())
            .reads(StoredRelative::from);

    /** Who asked, and when. */
    record Asked(String by, Instant at) {}

    /** Who approved, refused or removed it, and when. @param reason sealed; null for an approval */
    record Decided(String by, Instant at, @Nullable String reason) {}

    static String key(CustomerId customer, CustomerId relative) {
        return customer + "." + relative;
    }

    static StoredRelative linked(RelativeLinked event, Recorded recorded, Sealing sealing) {
        return new StoredRelative(
                event.customer(),
                event.relative(),
                event.relation(),
                sealing.seal(event.customer(), "proof", event.proof()),
                RelativeLinkState.ASKED,
                new Asked(recorded.by(), recorded.at()),
                null);
    }

    /** The link after a decision. @param reason plain; null for an approval */
    StoredRelative decided(RelativeLinkState next, @Nullable String reason, Recorded recorded, Sealing sealing) {
        return new StoredRelative(
                customer,
                relative,
                relation,
                proof,
                next,
                asked,
                new Decided(recorded.by(), recorded.at(), sealing.seal(customer, "reason", reason)));
    }

    /** The link of a forgotten customer. */
    StoredRelative blank() {
        return new StoredRelative(
                customer,
                relative,
                relation,
                null,
                state,
                asked,
                decided == null ? null : new Decided(decided.by(), decided.at(), null));
    }

    static StoredRelative from(ResultSet row) throws SQLException {
        Instant decidedAt = Columns.instantOrNull(row, "decided_at");
        return new StoredRelative(
                new CustomerId(row.getString(CUSTOMER)),
                new CustomerId(row.getString("relative_id")),
                Relation.valueOf(row.getString("relation")),
                row.getString("proof_sealed"),
                RelativeLinkState.valueOf(row.getString("state")),
                new Asked(row.getString("asked_by"), Columns.instant(row, "asked_at")),
                decidedAt == null
                        ? null
                        : new Decided(row.getString("decided_by"), decidedAt, row.getString("reason_sealed")));
    }
}
