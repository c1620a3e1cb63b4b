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
import io.kaipan.query.personaldata.Tokens;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.lead_list}, personal data sealed, and how events change it. */
record StoredLead(Origin origin, Content content, Standing standing, Tokens tokens, long version, Instant changedAt) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredLead> LEADS = Table.<StoredLead>named("lead_list", "lead_id")
            .text("lead_id", lead -> lead.origin.lead())
            .number("version", StoredLead::version)
            .link(CUSTOMER, lead -> lead.origin.customer())
            .text("project", lead -> lead.origin.project())
            .text("state", lead -> lead.standing.state())
            .text("awareness_channel", lead -> lead.content.awarenessChannel())
            .text("follow_up_level", lead -> lead.content.followUpLevel())
            .text("owner", lead -> lead.standing.owner())
            .text("topic_sealed", lead -> lead.content.topic())
            .text("description_sealed", lead -> lead.content.description())
            .text("name_given_sealed", lead -> lead.origin.nameGiven())
            .text("contact_name_sealed", lead -> lead.content.contactName())
            .text("contact_phone_sealed", lead -> lead.content.contactPhone())
            .instant("occurred_at", lead -> lead.origin.occurredAt())
            .instant("registered_at", lead -> lead.origin.registeredAt())
            .text("registered_by", lead -> lead.origin.registeredBy())
            .text("original_author", lead -> lead.origin.originalAuthor())
            .instant("last_contact_at", lead -> lead.standing.lastContactAt())
            .text("closed_outcome", lead -> lead.ifClosed(Closed::outcome))
            .text("closed_reason", lead -> lead.ifClosed(Closed::reason))
            .text("closed_customer", lead -> lead.ifClosed(Closed::customer))
            .text("closed_opportunity", lead -> lead.ifClosed(Closed::opportunity))
            .text("closed_note_sealed", lead -> lead.ifClosed(Closed::note))
            .instant("closed_at", lead -> lead.ifClosed(Closed::at))
            .text("closed_by", lead -> lead.ifClosed(Closed::by))
            .text("opportunity_id", lead -> lead.standing.opportunity())
            .instant("changed_at", StoredLead::changedAt)
            .numbers("given_tokens", lead -> lead.origin.givenTokens())
            .numbers("tokens", StoredLead::tokens)
            .reads(StoredLead::from);

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
            Tokens givenTokens,
            Instant occurredAt,
            Instant registeredAt,
            String registeredBy,
            @Nullable String originalAuthor) {
        Origin blank() {
            return new Origin(
                    lead, customer, project, null, Tokens.NONE, occurredAt, registeredAt, registeredBy, originalAuthor);
        }
    }

    /** What can be edited (LEA-1). */
    record Content(
            String awarenessChannel,
            @Nullable String followUpLevel,
            @Nullable String topic,
            @Nullable String description,
            @Nullable String contactName,
            @Nullable String contactPhone) {
        Content blank() {
            return new Content(awarenessChannel, followUpLevel, null, null, null, null);
        }
    }

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

        Standing blank() {
            return new Standing(state, owner, lastContactAt, closed == null ? null : closed.blank(), opportunity);
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
            String by) {
        /** Reads it from a row; null unless the lead was closed. */
        static @Nullable Closed from(ResultSet row) throws SQLException {
            LeadOutcome outcome = valueOrNull(row, "closed_outcome", LeadOutcome::valueOf);
            return outcome == null
                    ? null
                    : new Closed(
                            outcome,
                            row.getString("closed_reason"),
                            valueOrNull(row, "closed_customer", CustomerId::new),
                            valueOrNull(row, "closed_opportunity", OpportunityId::new),
                            row.getString("closed_note_sealed"),
                            instant(row, "closed_at"),
                            row.getString("closed_by"));
        }

        Closed blank() {
            return new Closed(outcome, reason, customer, opportunity, null, at, by);
        }
    }

    /** A new lead. @param customerTokens those of its customer */
    static StoredLead registered(
            LeadRegistered event, Tokens customerTokens, Recorded recorded, Sealing sealing, BlindIndex index) {
        String nameGiven = sealing.seal(event.customer(), "name_given", event.customerName());
        Tokens givenTokens = nameGiven == null ? Tokens.NONE : index.ofName(event.customerName());
        Origin origin = new Origin(
                event.lead(),
                event.customer(),
                event.project(),
                nameGiven,
                givenTokens,
                event.occurredAt(),
                recorded.at(),
                recorded.by(),
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
        return new StoredLead(
                origin, content, standing, givenTokens.and(customerTokens), recorded.version(), recorded.at());
    }

    /** The lead after an event other than its registration. */
    StoredLead after(LeadEvent event, Recorded recorded, Sealing sealing) {
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
                        recorded.version(),
                        recorded.at());
            case LeadAssigned e -> standing(standing.ownedBy(e.owner()), recorded);
            case LeadInteractionLogged e ->
                standing(e.reached() ? standing.contactedAt(e.occurredAt()) : standing, recorded);
            case LeadQualified e -> standing(standing.qualified(e.opportunity()), recorded);
            case LeadClosed e -> standing(standing.closed(closed(e, recorded.at(), recorded.by(), sealing)), recorded);
            case LeadReactivated e -> standing(standing.reactivated(), recorded);
        };
    }

    private StoredLead standing(Standing next, Recorded recorded) {
        return new StoredLead(origin, content, next, tokens, recorded.version(), recorded.at());
    }

    /** The lead after a change of its customer: found by the new tokens too, or blank once the customer is forgotten. */
    StoredLead following(StoredCustomer customer) {
        Origin known = customer.forgotten() ? origin.blank() : origin;
        return new StoredLead(
                known,
                customer.forgotten() ? content.blank() : content,
                customer.forgotten() ? standing.blank() : standing,
                known.givenTokens().and(customer.tokens()),
                version,
                changedAt);
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

    static StoredLead from(ResultSet row) throws SQLException {
        Origin origin = new Origin(
                new LeadId(row.getString("lead_id")),
                new CustomerId(row.getString("customer_id")),
                new ProjectCode(row.getString("project")),
                row.getString("name_given_sealed"),
                Tokens.in(row, "given_tokens"),
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
        Standing standing = new Standing(
                LeadState.valueOf(row.getString("state")),
                valueOrNull(row, "owner", UserName::new),
                instant(row, "last_contact_at"),
                Closed.from(row),
                valueOrNull(row, "opportunity_id", OpportunityId::new));
        return new StoredLead(
                origin,
                content,
                standing,
                Tokens.in(row, "tokens"),
                row.getLong("version"),
                instant(row, "changed_at"));
    }

    private <V> @Nullable V ifClosed(Function<Closed, @Nullable V> part) {
        Closed closed = standing.closed();
        return closed == null ? null : part.apply(closed);
    }
}
