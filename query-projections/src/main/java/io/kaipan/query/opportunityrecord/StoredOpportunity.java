package io.kaipan.query.opportunityrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.opportunity_record}, personal data sealed. */
record StoredOpportunity(
        OpportunityId id,
        long version,
        CustomerId customer,
        ProjectCode project,
        @Nullable String name,
        @Nullable String description,
        String awarenessChannel,
        String stage,
        int winProbability,
        @Nullable String followUpLevel,
        @Nullable UserName owner,
        @Nullable LeadId lead,
        Instant openedAt,
        Instant changedAt) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredOpportunity> OPPORTUNITIES = Table.<StoredOpportunity>named(
                    "opportunity_record", "opportunity_id")
            .text("opportunity_id", StoredOpportunity::id)
            .number("version", StoredOpportunity::version)
            .link(CUSTOMER, StoredOpportunity::customer)
            .text("project", StoredOpportunity::project)
            .text("name_sealed", StoredOpportunity::name)
            .text("description_sealed", StoredOpportunity::description)
            .text("awareness_channel", StoredOpportunity::awarenessChannel)
            .text("stage", StoredOpportunity::stage)
            .integer("win_probability", StoredOpportunity::winProbability)
            .text("follow_up_level", StoredOpportunity::followUpLevel)
            .text("owner", StoredOpportunity::owner)
            .text("lead_id", StoredOpportunity::lead)
            .instant("opened_at", StoredOpportunity::openedAt)
            .instant("changed_at", StoredOpportunity::changedAt)
            .reads(StoredOpportunity::from);

    static StoredOpportunity opened(OpportunityOpened event, Recorded recorded, Sealing sealing) {
        return new StoredOpportunity(
                event.opportunity(),
                recorded.version(),
                event.customer(),
                event.project(),
                sealing.seal(event.customer(), "name", event.name()),
                sealing.seal(event.customer(), "description", event.description()),
                event.awarenessChannel(),
                event.stage(),
                event.winProbability(),
                event.followUpLevel(),
                event.owner(),
                event.lead(),
                recorded.at(),
                recorded.at());
    }

    /** The opportunity of a forgotten customer. */
    StoredOpportunity blank() {
        return new StoredOpportunity(
                id,
                version,
                customer,
                project,
                null,
                null,
                awarenessChannel,
                stage,
                winProbability,
                followUpLevel,
                owner,
                lead,
                openedAt,
                changedAt);
    }

    static StoredOpportunity from(ResultSet row) throws SQLException {
        return new StoredOpportunity(
                new OpportunityId(row.getString("opportunity_id")),
                row.getLong("version"),
                new CustomerId(row.getString(CUSTOMER)),
                new ProjectCode(row.getString("project")),
                row.getString("name_sealed"),
                row.getString("description_sealed"),
                row.getString("awareness_channel"),
                row.getString("stage"),
                row.getInt("win_probability"),
                row.getString("follow_up_level"),
                Columns.valueOrNull(row, "owner", UserName::new),
                Columns.valueOrNull(row, "lead_id", LeadId::new),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "changed_at"));
    }
}
