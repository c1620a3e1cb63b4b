package io.kaipan.query.opportunitylist;

import static io.kaipan.query.projection.Columns.instant;
import static io.kaipan.query.projection.Columns.instantOrNull;
import static io.kaipan.query.projection.Columns.valueOrNull;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.ContactPerson;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityEvent;
import io.kaipan.domain.opportunity.OpportunityEvent.CoVisitorAdded;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpLevelSet;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpPlanned;
import io.kaipan.domain.opportunity.OpportunityEvent.FollowUpReminded;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityAssigned;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEdited;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityEstimated;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityLost;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityOpened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityReopened;
import io.kaipan.domain.opportunity.OpportunityEvent.OpportunityWon;
import io.kaipan.domain.opportunity.OpportunityEvent.QuestionnaireAnswered;
import io.kaipan.domain.opportunity.OpportunityEvent.StageAdvanced;
import io.kaipan.domain.opportunity.OpportunityEvent.VisitorReplaced;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.OpportunityState;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.opportunity_list}, personal data sealed, and how events change it. */
record StoredOpportunity(
        Origin origin,
        Content content,
        Progress progress,
        Standing standing,
        FollowUp followUp,
        long version,
        Instant changedAt) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredOpportunity> OPPORTUNITIES = Table.<StoredOpportunity>named(
                    "opportunity_list", "opportunity_id")
            .text("opportunity_id", row -> row.origin.opportunity())
            .number("version", StoredOpportunity::version)
            .link(CUSTOMER, row -> row.origin.customer())
            .text("project", row -> row.origin.project())
            .text("state", row -> row.standing.state())
            .text("name_sealed", row -> row.content.name())
            .text("description_sealed", row -> row.content.description())
            .text("awareness_channel", row -> row.content.awarenessChannel())
            .text("stage", row -> row.progress.stage())
            .instant("stage_since", row -> row.progress.since())
            .integer("win_probability", row -> row.progress.winProbability())
            .flag("probability_overridden", row -> row.progress.overridden())
            .text("follow_up_level", row -> row.standing.followUpLevel())
            .numberOrNull("estimated_fen", row -> row.progress.estimatedFen())
            .date("close_date", row -> row.progress.closeDate())
            .text("owner", row -> row.standing.owner())
            .text("lead_id", row -> row.origin.lead())
            .text("visitor_name_sealed", row -> row.content.visitorName())
            .text("visitor_phone_sealed", row -> row.content.visitorPhone())
            .texts("co_visitors_sealed", row -> row.content.coVisitors())
            .instant("opened_at", row -> row.origin.openedAt())
            .instant("open_since", row -> row.standing.openSince())
            .instant("recorded_at", row -> row.origin.recordedAt())
            .text("recorded_by", row -> row.origin.recordedBy())
            .text("original_author", row -> row.origin.originalAuthor())
            .instant("carried_contact_at", row -> row.followUp.carriedContactAt())
            .instant("last_contact_at", row -> row.followUp.lastContactAt())
            .instant("waiting_since", StoredOpportunity::waitingSince)
            .text("follow_up_state", StoredOpportunity::followUpState)
            .texts("reminders", row -> row.followUp.reminders())
            .text("planned_kind", row -> row.ifPlanned(Planned::kind))
            .instant("planned_due_at", row -> row.ifPlanned(Planned::dueAt))
            .text("planned_subject_sealed", row -> row.ifPlanned(Planned::subject))
            .instant("planned_at", row -> row.ifPlanned(Planned::at))
            .text("closed_reason", row -> row.ifClosed(Closed::reason))
            .text("closed_competitor", row -> row.ifClosed(Closed::competitor))
            .text("closed_note_sealed", row -> row.ifClosed(Closed::note))
            .instant("closed_at", row -> row.ifClosed(Closed::at))
            .text("closed_by", row -> row.ifClosed(Closed::by))
            .instant("changed_at", StoredOpportunity::changedAt)
            .reads(StoredOpportunity::from);

    /** Between the name and the phone of a co-visitor, before both are sealed together. */
    private static final String BETWEEN = "\n";

    /** What stays as it was. */
    record Origin(
            OpportunityId opportunity,
            CustomerId customer,
            ProjectCode project,
            @Nullable LeadId lead,
            Instant openedAt,
            Instant recordedAt,
            String recordedBy,
            @Nullable String originalAuthor) {}

    /** What can be edited, and who comes (OPP-1, OPP-5). */
    record Content(
            @Nullable String name,
            @Nullable String description,
            String awarenessChannel,
            @Nullable String visitorName,
            @Nullable String visitorPhone,
            List<String> coVisitors) {
        Content visitedBy(@Nullable String newName, @Nullable String newPhone) {
            return new Content(name, description, awarenessChannel, newName, newPhone, coVisitors);
        }

        Content together(@Nullable String coVisitor) {
            List<String> all = Stream.concat(coVisitors.stream(), Stream.ofNullable(coVisitor))
                    .toList();
            return new Content(name, description, awarenessChannel, visitorName, visitorPhone, all);
        }

        Content blank() {
            return new Content(null, null, awarenessChannel, null, null, List.of());
        }
    }

    /** How far it has come, and what it is thought to bring (OPP-1, OPP-2). */
    record Progress(
            String stage,
            Instant since,
            int winProbability,
            boolean overridden,
            @Nullable Long estimatedFen,
            @Nullable LocalDate closeDate) {
        Progress in(String newStage, int probability, Instant at) {
            return new Progress(newStage, at, probability, false, estimatedFen, closeDate);
        }
    }

    /** How it stands with it. */
    record Standing(
            OpportunityState state,
            @Nullable UserName owner,
            String followUpLevel,
            Instant openSince,
            @Nullable Closed closed) {
        Standing ownedBy(UserName newOwner) {
            return new Standing(state, newOwner, followUpLevel, openSince, closed);
        }

        Standing at(String level) {
            return new Standing(state, owner, level, openSince, closed);
        }

        Standing closed(OpportunityState outcome, Closed how) {
            return new Standing(outcome, owner, followUpLevel, openSince, how);
        }

        Standing reopened(Instant since) {
            return new Standing(OpportunityState.OPEN, owner, followUpLevel, since, null);
        }

        Standing blank() {
            return new Standing(state, owner, followUpLevel, openSince, closed == null ? null : closed.blank());
        }
    }

    /** How it was won or lost (OPP-7). @param note sealed */
    record Closed(
            @Nullable String reason,
            @Nullable String competitor,
            @Nullable String note,
            Instant at,
            String by) {
        Closed blank() {
            return new Closed(reason, competitor, null, at, by);
        }
    }

    /** When the customer was reached, and when somebody means to follow up (OPP-8). */
    record FollowUp(
            @Nullable Instant carriedContactAt,
            @Nullable Instant lastContactAt,
            @Nullable Planned planned,
            List<Reminder> reminders) {
        /** After an interaction that reached the customer: what was planned of its kind before is done. */
        FollowUp reached(InteractionKind kind, Instant at) {
            boolean done = planned != null && planned.kind() == kind && !at.isBefore(planned.at());
            return new FollowUp(carriedContactAt, later(lastContactAt, at), done ? null : planned, reminders);
        }

        /** After a contact of the lead was reported. */
        FollowUp carried(Instant at) {
            return new FollowUp(later(carriedContactAt, at), later(lastContactAt, at), planned, reminders);
        }

        /** With the contacts that are left after one was struck. */
        FollowUp contacts(Stream<Instant> left) {
            return new FollowUp(
                    carriedContactAt,
                    Stream.concat(Stream.ofNullable(carriedContactAt), left)
                            .max(Instant::compareTo)
                            .orElse(null),
                    planned,
                    reminders);
        }

        FollowUp plan(@Nullable Planned next) {
            return new FollowUp(carriedContactAt, lastContactAt, next, reminders);
        }

        /** After a reminder, which takes the place of a milder one for the same contact. */
        FollowUp remind(Reminder given) {
            Stream<Reminder> others =
                    reminders.stream().filter(other -> !other.since().equals(given.since()));
            return new FollowUp(
                    carriedContactAt,
                    lastContactAt,
                    planned,
                    Stream.concat(others, Stream.of(given)).toList());
        }

        FollowUp blank() {
            return plan(planned == null ? null : new Planned(planned.kind(), planned.dueAt(), null, planned.at()));
        }

        private static Instant later(@Nullable Instant known, Instant at) {
            return known == null || at.isAfter(known) ? at : known;
        }
    }

    /** A planned follow-up. @param subject sealed; @param at when it was planned */
    record Planned(
            InteractionKind kind, Instant dueAt, @Nullable String subject, Instant at) {}

    /** A reminder that was given. @param since the contact it was given for, to the microsecond as tables keep it */
    record Reminder(FollowUpState state, Instant since) {
        Reminder {
            since = since.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
        }

        /** As it is written in its column. */
        @Override
        public String toString() {
            return state + " " + since;
        }

        static Reminder read(String written) {
            int end = written.indexOf(' ');
            return new Reminder(
                    FollowUpState.valueOf(written.substring(0, end)), Instant.parse(written.substring(end + 1)));
        }
    }

    /** How it stands on the follow-up clock: what was given for another contact doesn't count. Null unless open (OPP-8). */
    @Nullable
    FollowUpState followUpState() {
        if (standing.state() != OpportunityState.OPEN) {
            return null;
        }
        Reminder none = new Reminder(FollowUpState.ON_TIME, waitingSince());
        return followUp.reminders().stream()
                .filter(given -> given.since().equals(none.since()))
                .findFirst()
                .orElse(none)
                .state();
    }

    /** Since when it waits for a contact: the last one, or else since it was opened or reopened (OPP-8). */
    Instant waitingSince() {
        Instant contact = followUp.lastContactAt();
        return contact != null && contact.isAfter(standing.openSince()) ? contact : standing.openSince();
    }

    static StoredOpportunity opened(OpportunityOpened event, Recorded recorded, Sealing sealing) {
        CustomerId customer = event.customer();
        Money value = event.estimatedValue();
        return new StoredOpportunity(
                new Origin(
                        event.opportunity(),
                        customer,
                        event.project(),
                        event.lead(),
                        event.occurredAt(),
                        recorded.at(),
                        recorded.by(),
                        event.originalAuthor()),
                new Content(
                        sealing.seal(customer, "name", event.name()),
                        sealing.seal(customer, "description", event.description()),
                        event.awarenessChannel(),
                        null,
                        null,
                        List.of()),
                new Progress(
                        event.stage(),
                        event.occurredAt(),
                        event.winProbability(),
                        false,
                        value == null ? null : value.fen(),
                        event.closeDate()),
                new Standing(OpportunityState.OPEN, event.owner(), event.followUpLevel(), event.occurredAt(), null),
                new FollowUp(event.lastContactAt(), event.lastContactAt(), null, List.of()),
                recorded.version(),
                recorded.at());
    }

    /** The opportunity after an event other than its opening; contacts that are struck are left to the projection. */
    StoredOpportunity after(OpportunityEvent event, Recorded recorded, Sealing sealing) {
        CustomerId customer = event.customer();
        return switch (event) {
            case OpportunityOpened e ->
                throw new IllegalArgumentException("An opportunity is opened once: " + e.opportunity());
            case OpportunityEdited e ->
                with(
                        new Content(
                                sealing.seal(customer, "name", e.name()),
                                sealing.seal(customer, "description", e.description()),
                                e.awarenessChannel(),
                                content.visitorName(),
                                content.visitorPhone(),
                                content.coVisitors()),
                        recorded);
            case OpportunityAssigned e -> with(standing.ownedBy(e.owner()), recorded);
            case StageAdvanced e -> with(progress.in(e.stage(), e.winProbability(), e.occurredAt()), recorded);
            case OpportunityEstimated e ->
                with(
                        new Progress(
                                progress.stage(),
                                progress.since(),
                                e.winProbability(),
                                e.overridden(),
                                e.estimatedValue() == null
                                        ? null
                                        : e.estimatedValue().fen(),
                                e.closeDate()),
                        recorded);
            case FollowUpLevelSet e -> with(standing.at(e.followUpLevel()), recorded);
            case InteractionLogged e ->
                with(e.reached() ? followUp.reached(e.kind(), e.occurredAt()) : followUp, recorded);
            case InteractionStruck e -> with(followUp, recorded);
            case FollowUpPlanned e ->
                with(
                        followUp.plan(new Planned(
                                e.kind(),
                                e.dueAt(),
                                sealing.seal(customer, "planned_subject", e.subject()),
                                recorded.at())),
                        recorded);
            case QuestionnaireAnswered e -> with(content, recorded);
            case FollowUpReminded e -> with(followUp.remind(new Reminder(e.state(), waitingSince())), recorded);
            case CoVisitorAdded e ->
                with(content.together(sealing.seal(customer, "co_visitors", coVisitor(e.visitor()))), recorded);
            case VisitorReplaced e ->
                with(
                        content.visitedBy(
                                sealing.seal(
                                        customer,
                                        "visitor_name",
                                        e.visitor() == null ? null : e.visitor().name()),
                                sealing.seal(customer, "visitor_phone", phone(e.visitor()))),
                        recorded);
            case OpportunityWon e ->
                with(
                        standing.closed(
                                OpportunityState.WON,
                                new Closed(e.reason(), null, null, e.occurredAt(), recorded.by())),
                        recorded);
            case OpportunityLost e ->
                with(
                        standing.closed(
                                OpportunityState.LOST,
                                new Closed(
                                        e.reason(),
                                        e.competitor(),
                                        sealing.seal(customer, "closed_note", e.note()),
                                        e.occurredAt(),
                                        recorded.by())),
                        recorded);
            case OpportunityReopened e ->
                new StoredOpportunity(
                        origin,
                        content,
                        progress.in(e.stage(), e.winProbability(), e.occurredAt()),
                        standing.reopened(e.occurredAt()),
                        followUp,
                        recorded.version(),
                        recorded.at());
        };
    }

    /** Both parts of a co-visitor as one text. */
    private static @Nullable String coVisitor(@Nullable ContactPerson visitor) {
        return visitor == null ? null : visitor.name() + BETWEEN + Objects.toString(phone(visitor), "");
    }

    /** Takes apart what a co-visitor's name and phone were put together to. */
    static OpportunityRow.Visitor coVisitor(String plain) {
        String[] parts = plain.split(BETWEEN, -1);
        return new OpportunityRow.Visitor(parts[0], parts[1].isEmpty() ? null : parts[1]);
    }

    private static @Nullable String phone(@Nullable ContactPerson person) {
        return person == null || person.phone() == null ? null : person.phone().value();
    }

    /** With the contacts that count after one was struck. */
    StoredOpportunity withContacts(Stream<Instant> left) {
        return new StoredOpportunity(origin, content, progress, standing, followUp.contacts(left), version, changedAt);
    }

    /** After its lead was reported to have reached the customer. It is no event of its own: its version stays. */
    StoredOpportunity carried(Instant contactAt) {
        return new StoredOpportunity(
                origin, content, progress, standing, followUp.carried(contactAt), version, changedAt);
    }

    /** The opportunity of a forgotten customer. */
    StoredOpportunity blank() {
        return new StoredOpportunity(
                origin, content.blank(), progress, standing.blank(), followUp.blank(), version, changedAt);
    }

    private StoredOpportunity with(Content next, Recorded recorded) {
        return new StoredOpportunity(origin, next, progress, standing, followUp, recorded.version(), recorded.at());
    }

    private StoredOpportunity with(Progress next, Recorded recorded) {
        return new StoredOpportunity(origin, content, next, standing, followUp, recorded.version(), recorded.at());
    }

    private StoredOpportunity with(Standing next, Recorded recorded) {
        return new StoredOpportunity(origin, content, progress, next, followUp, recorded.version(), recorded.at());
    }

    private StoredOpportunity with(FollowUp next, Recorded recorded) {
        return new StoredOpportunity(origin, content, progress, standing, next, recorded.version(), recorded.at());
    }

    private <V> @Nullable V ifPlanned(Function<Planned, @Nullable V> part) {
        Planned planned = followUp.planned();
        return planned == null ? null : part.apply(planned);
    }

    private <V> @Nullable V ifClosed(Function<Closed, @Nullable V> part) {
        Closed closed = standing.closed();
        return closed == null ? null : part.apply(closed);
    }

    static StoredOpportunity from(ResultSet row) throws SQLException {
        InteractionKind planned = valueOrNull(row, "planned_kind", InteractionKind::valueOf);
        Instant closedAt = instantOrNull(row, "closed_at");
        return new StoredOpportunity(
                new Origin(
                        new OpportunityId(row.getString("opportunity_id")),
                        new CustomerId(row.getString(CUSTOMER)),
                        new ProjectCode(row.getString("project")),
                        valueOrNull(row, "lead_id", LeadId::new),
                        instant(row, "opened_at"),
                        instant(row, "recorded_at"),
                        row.getString("recorded_by"),
                        row.getString("original_author")),
                new Content(
                        row.getString("name_sealed"),
                        row.getString("description_sealed"),
                        row.getString("awareness_channel"),
                        row.getString("visitor_name_sealed"),
                        row.getString("visitor_phone_sealed"),
                        Columns.values(row, "co_visitors_sealed", text -> text)),
                new Progress(
                        row.getString("stage"),
                        instant(row, "stage_since"),
                        row.getInt("win_probability"),
                        row.getBoolean("probability_overridden"),
                        row.getObject("estimated_fen", Long.class),
                        row.getObject("close_date", LocalDate.class)),
                new Standing(
                        OpportunityState.valueOf(row.getString("state")),
                        valueOrNull(row, "owner", UserName::new),
                        row.getString("follow_up_level"),
                        instant(row, "open_since"),
                        closedAt == null
                                ? null
                                : new Closed(
                                        row.getString("closed_reason"),
                                        row.getString("closed_competitor"),
                                        row.getString("closed_note_sealed"),
                                        closedAt,
                                        row.getString("closed_by"))),
                new FollowUp(
                        instantOrNull(row, "carried_contact_at"),
                        instantOrNull(row, "last_contact_at"),
                        planned == null
                                ? null
                                : new Planned(
                                        planned,
                                        instant(row, "planned_due_at"),
                                        row.getString("planned_subject_sealed"),
                                        instant(row, "planned_at")),
                        Columns.values(row, "reminders", Reminder::read)),
                row.getLong("version"),
                instant(row, "changed_at"));
    }
}
