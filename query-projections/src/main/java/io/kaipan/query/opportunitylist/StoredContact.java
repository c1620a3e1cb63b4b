package io.kaipan.query.opportunitylist;

import io.kaipan.domain.opportunity.InteractionId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A row of {@code view.opportunity_contact}: an interaction that reached the customer, unless it was struck (OPP-3). */
record StoredContact(InteractionId interaction, OpportunityId opportunity, Instant occurredAt, boolean struck) {
    static final String OPPORTUNITY = "opportunity_id";
    static final Table<StoredContact> CONTACTS = Table.<StoredContact>named("opportunity_contact", "interaction_id")
            .text("interaction_id", StoredContact::interaction)
            .link(OPPORTUNITY, StoredContact::opportunity)
            .instant("occurred_at", StoredContact::occurredAt)
            .flag("struck", StoredContact::struck)
            .reads(StoredContact::from);

    StoredContact strike() {
        return new StoredContact(interaction, opportunity, occurredAt, true);
    }

    private static StoredContact from(ResultSet row) throws SQLException {
        return new StoredContact(
                new InteractionId(row.getString("interaction_id")),
                new OpportunityId(row.getString(OPPORTUNITY)),
                Columns.instant(row, "occurred_at"),
                row.getBoolean("struck"));
    }
}
