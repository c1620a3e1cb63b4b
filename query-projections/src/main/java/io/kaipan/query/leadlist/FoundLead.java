package io.kaipan.query.leadlist;

import static io.kaipan.query.projection.Columns.instant;
import static io.kaipan.query.projection.Columns.valueOrNull;

import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.personaldata.Tokens;
import io.kaipan.query.userlist.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead as a question finds it, still sealed, with its customer and owner.
 *
 * @param details null when only what lists show was asked for
 */
record FoundLead(
        LeadId id,
        long version,
        LeadState state,
        ProjectCode project,
        String awarenessChannel,
        @Nullable String followUpLevel,
        @Nullable String topic,
        @Nullable String description,
        Instant occurredAt,
        Instant registeredAt,
        Instant lastContactAt,
        StoredCustomer customer,
        @Nullable UserRef owner,
        @Nullable Details details) {
    /** What lists don't show, sealed. */
    record Details(
            @Nullable String nameGiven,
            @Nullable String contactName,
            @Nullable String contactPhone,
            String registeredBy,
            @Nullable String originalAuthor,
            StoredLead.@Nullable Closed closed,
            @Nullable OpportunityId opportunity,
            Instant changedAt) {
        static Details from(ResultSet row) throws SQLException {
            return new Details(
                    row.getString("name_given_sealed"),
                    row.getString("contact_name_sealed"),
                    row.getString("contact_phone_sealed"),
                    row.getString("registered_by"),
                    row.getString("original_author"),
                    StoredLead.Closed.from(row),
                    valueOrNull(row, "opportunity_id", OpportunityId::new),
                    instant(row, "changed_at"));
        }
    }

    private static final String LISTED = """
            SELECT l.lead_id, l.version, l.customer_id, l.project, l.state, l.awareness_channel, l.follow_up_level,
                l.owner, l.topic_sealed, l.description_sealed, l.occurred_at, l.registered_at, l.last_contact_at,
                c.name_sealed, c.phones_sealed, c.forgotten, c.survivor_id, u.display_name""";
    private static final String DETAILS = """
            , l.name_given_sealed, l.contact_name_sealed, l.contact_phone_sealed, l.registered_by, l.original_author,
                l.closed_outcome, l.closed_reason, l.closed_customer, l.closed_opportunity, l.closed_note_sealed,
                l.closed_at, l.closed_by, l.opportunity_id, l.changed_at""";
    private static final String FROM = """

            FROM view.lead_list l
            JOIN view.lead_customer c ON c.customer_id = l.customer_id
            LEFT JOIN view.user_list u ON u.user_name = l.owner""";

    /** The statement that finds leads, up to and without its WHERE. */
    static String select(LeadExtent extent) {
        return switch (extent) {
            case LISTED -> LISTED + FROM;
            case WHOLE -> LISTED + DETAILS + FROM;
        };
    }

    /** Reads a row of {@link #select}. */
    static FoundLead from(ResultSet row, LeadExtent extent) throws SQLException {
        return new FoundLead(
                new LeadId(row.getString("lead_id")),
                row.getLong("version"),
                LeadState.valueOf(row.getString("state")),
                new ProjectCode(row.getString("project")),
                row.getString("awareness_channel"),
                row.getString("follow_up_level"),
                row.getString("topic_sealed"),
                row.getString("description_sealed"),
                instant(row, "occurred_at"),
                instant(row, "registered_at"),
                instant(row, "last_contact_at"),
                StoredCustomer.from(row, Tokens.NONE, Tokens.NONE),
                UserRef.of(valueOrNull(row, "owner", UserName::new), row.getString("display_name")),
                extent == LeadExtent.WHOLE ? Details.from(row) : null);
    }
}
