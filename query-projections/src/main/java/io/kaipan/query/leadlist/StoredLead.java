package io.kaipan.query.leadlist;

import static io.kaipan.query.projection.Columns.instant;
import static io.kaipan.query.projection.Columns.valueOrNull;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.LeadEvent;
import io.kaipan.domain.lead.LeadEvent.LeadAssigned;
import io.kaipan.domain.lead.LeadEvent.LeadClosed;
import io.kaipan.domain.lead.LeadEvent.LeadEdited;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.lead.LeadEvent.LeadQualified;
import io.kaipan.domain.lead.LeadEvent.LeadReactivated;
import io.kaipan.domain.lead.LeadEvent.LeadRegistered;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadOutcome;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.personaldata.BlindIndex;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.lead_list}, personal data sealed, and how events change it. */
record StoredLead(
        Origin origin, Content content, Standing standing, Set<Long> tokens, long version, Instant changedAt) {
    static final String TABLE = "view.lead_list";

    /**
     * What stays as it was registered.
     *
     * @param nameGiven the customer's name as given with the lead, sealed
     * @param givenTokens of that name
     */
    record Origin(
            LeadId lead,
            CustomerId customer,
            ProjectCode project,
            @Nullable String nameGiven,
            Set<Long> givenTokens,
            Instant occurredAt,
            Instant registeredAt,
            String registeredBy,
            @Nullable String originalAuthor) {}

    /** What can be edited (LEA-1). */
    record Content(
            String awarenessChannel,
            @Nullable String followUpLevel,
            @Nullable String topic,
            @Nullable String description,
            @Nullable String contactName,
            @Nullable String contactPhone) {}

    /** How it stands with the lead. */
    record Standing(
            LeadState state,
            @Nullable UserName owner,
            Instant lastContactAt,
            @Nullable Closed closed,
            @Nullable OpportunityId opportunity) {
        Standing ownedBy(UserName newOwner) {
            return new Standing(state, newOwner, lastContactAt, closed, opportunity);
        }

        Standing contactedAt(Instant at) {
            return at.isAfter(lastContactAt) ? new Standing(state, owner, at, closed, opportunity) : this;
        }

        Standing qualified(OpportunityId opened) {
            return new Standing(LeadState.QUALIFIED, owner, lastContactAt, null, opened);
        }

        Standing closed(Closed how) {
            LeadState state =
                    switch (how.outcome()) {
                        case QUALIFIED -> LeadState.QUALIFIED;
                        case UNQUALIFIED -> LeadState.UNQUALIFIED;
                    };
            return new Standing(state, owner, lastContactAt, how, opportunity);
        }

        Standing reactivated() {
            return new Standing(LeadState.ACTIVE, owner, lastContactAt, null, opportunity);
        }
    }

    /** How it was closed (LEA-4). @param note sealed */
    record Closed(
            LeadOutcome outcome,
            @Nullable String reason,
            @Nullable CustomerId customer,
            @Nullable OpportunityId opportunity,
            @Nullable String note,
            Instant at,
            String by) {}

    /** A new lead. @param customerTokens those of its customer */
    static StoredLead registered(
            LeadRegistered event,
            Set<Long> customerTokens,
            long version,
            Instant at,
            String by,
            Sealing sealing,
            BlindIndex index) {
        String nameGiven = sealing.seal(event.customer(), "name_given", event.customerName());
        Set<Long> givenTokens = nameGiven == null ? Set.of() : index.ofName(event.customerName());
        Origin origin = new Origin(
                event.lead(),
                event.customer(),
                event.project(),
                nameGiven,
                givenTokens,
                event.occurredAt(),
                at,
                by,
                event.originalAuthor());
        Content content = content(
                event.customer(),
                event.awarenessChannel(),
                event.followUpLevel(),
                event.topic(),
                event.description(),
                event.contact(),
                sealing);
        Standing standing = new Standing(LeadState.ACTIVE, event.owner(), event.occurredAt(), null, null);
        Set<Long> tokens = new TreeSet<>(customerTokens);
        tokens.addAll(givenTokens);
        return new StoredLead(origin, content, standing, tokens, version, at);
    }

    /** The lead after an event other than its registration. */
    StoredLead after(LeadEvent event, long version, Instant at, String by, Sealing sealing) {
        return switch (event) {
            case LeadRegistered e -> throw new IllegalArgumentException("A lead is registered once: " + e.lead());
            case LeadEdited e ->
                new StoredLead(
                        origin,
                        content(
                                e.customer(),
                                e.awarenessChannel(),
                                e.followUpLevel(),
                                e.topic(),
                                e.description(),
                                e.contact(),
                                sealing),
                        standing,
                        tokens,
                        version,
                        at);
            case LeadAssigned e -> standing(standing.ownedBy(e.owner()), version, at);
            case LeadInteractionLogged e ->
                standing(e.reached() ? standing.contactedAt(e.occurredAt()) : standing, version, at);
            case LeadQualified e -> standing(standing.qualified(e.opportunity()), version, at);
            case LeadClosed e -> standing(standing.closed(closed(e, at, by, sealing)), version, at);
            case LeadReactivated e -> standing(standing.reactivated(), version, at);
        };
    }

    private StoredLead standing(Standing next, long version, Instant at) {
        return new StoredLead(origin, content, next, tokens, version, at);
    }

    private static Content content(
            CustomerId customer,
            String awarenessChannel,
            @Nullable String followUpLevel,
            @Nullable String topic,
            @Nullable String description,
            @Nullable ContactPerson contact,
            Sealing sealing) {
        PhoneNumber phone = contact == null ? null : contact.phone();
        return new Content(
                awarenessChannel,
                followUpLevel,
                sealing.seal(customer, "topic", topic),
                sealing.seal(customer, "description", description),
                sealing.seal(customer, "contact_name", contact == null ? null : contact.name()),
                sealing.seal(customer, "contact_phone", phone == null ? null : phone.value()));
    }

    private static Closed closed(LeadClosed event, Instant at, String by, Sealing sealing) {
        return new Closed(
                event.outcome(),
                event.reason(),
                event.existingCustomer(),
                event.existingOpportunity(),
                sealing.seal(event.customer(), "closed_note", event.note()),
                at,
                by);
    }

    /** Reads a row. @param tokens and {@code givenTokens} are left to those who need them: questions don't */
    static StoredLead from(ResultSet row, Set<Long> givenTokens, Set<Long> tokens) throws SQLException {
        Origin origin = new Origin(
                new LeadId(row.getString("lead_id")),
                new CustomerId(row.getString("customer_id")),
                new ProjectCode(row.getString("project")),
                row.getString("name_given_sealed"),
                givenTokens,
                instant(row, "occurred_at"),
                instant(row, "registered_at"),
                row.getString("registered_by"),
                row.getString("original_author"));
        Content content = new Content(
                row.getString("awareness_channel"),
                row.getString("follow_up_level"),
                row.getString("topic_sealed"),
                row.getString("description_sealed"),
                row.getString("contact_name_sealed"),
                row.getString("contact_phone_sealed"));
        LeadOutcome outcome = valueOrNull(row, "closed_outcome", LeadOutcome::valueOf);
        Closed closed = outcome == null
                ? null
                : new Closed(
                        outcome,
                        row.getString("closed_reason"),
                        valueOrNull(row, "closed_customer", CustomerId::new),
                        valueOrNull(row, "closed_opportunity", OpportunityId::new),
                        row.getString("closed_note_sealed"),
                        instant(row, "closed_at"),
                        row.getString("closed_by"));
        Standing standing = new Standing(
                LeadState.valueOf(row.getString("state")),
                valueOrNull(row, "owner", UserName::new),
                instant(row, "last_contact_at"),
                closed,
                valueOrNull(row, "opportunity_id", OpportunityId::new));
        return new StoredLead(origin, content, standing, tokens, row.getLong("version"), instant(row, "changed_at"));
    }

    Row row() {
        Closed closed = standing.closed();
        return new Row()
                .text("lead_id", origin.lead())
                .number("version", version)
                .text("customer_id", origin.customer())
                .text("project", origin.project())
                .text("state", standing.state())
                .text("awareness_channel", content.awarenessChannel())
                .text("follow_up_level", content.followUpLevel())
                .text("owner", standing.owner())
                .text("topic_sealed", content.topic())
                .text("description_sealed", content.description())
                .text("name_given_sealed", origin.nameGiven())
                .text("contact_name_sealed", content.contactName())
                .text("contact_phone_sealed", content.contactPhone())
                .instant("occurred_at", origin.occurredAt())
                .instant("registered_at", origin.registeredAt())
                .text("registered_by", origin.registeredBy())
                .text("original_author", origin.originalAuthor())
                .instant("last_contact_at", standing.lastContactAt())
                .text("closed_outcome", closed == null ? null : closed.outcome())
                .text("closed_reason", closed == null ? null : closed.reason())
                .text("closed_customer", closed == null ? null : closed.customer())
                .text("closed_opportunity", closed == null ? null : closed.opportunity())
                .text("closed_note_sealed", closed == null ? null : closed.note())
                .instant("closed_at", closed == null ? null : closed.at())
                .text("closed_by", closed == null ? null : closed.by())
                .text("opportunity_id", standing.opportunity())
                .instant("changed_at", changedAt)
                .numbers("given_tokens", origin.givenTokens())
                .numbers("tokens", tokens);
    }
}
