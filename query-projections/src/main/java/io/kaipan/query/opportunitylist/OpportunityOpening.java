package io.kaipan.query.opportunitylist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.opportunity.OpportunityState;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Money;
import io.kaipan.query.masking.Masking;
import io.kaipan.query.opportunitylist.StoredOpportunity.Closed;
import io.kaipan.query.opportunitylist.StoredOpportunity.Content;
import io.kaipan.query.opportunitylist.StoredOpportunity.Planned;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.userlist.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens opportunities as far as an actor may see them: plain, masked (G-8) or erased (G-5). */
final class OpportunityOpening {
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final Clock clock;

    /** @param clock what days are counted up to (G-1) */
    OpportunityOpening(PersonalDataVault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
        this.sealing = new Sealing(vault, OpportunityList.VIEW);
    }

    /** An opportunity as a question finds it, still sealed, with its owner. */
    record Found(
            StoredOpportunity opportunity,
            @Nullable UserRef owner,
            @Nullable ZoneId timeZone) {
        static Found from(ResultSet row) throws SQLException {
            StoredOpportunity stored = StoredOpportunity.from(row);
            return new Found(
                    stored,
                    UserRef.of(stored.standing().owner(), row.getString("display_name")),
                    Columns.valueOrNull(row, "time_zone", ZoneId::of));
        }
    }

    /** Opens opportunities in their order. */
    List<OpportunityRow> open(List<Found> found, Actor actor) {
        vault.prepare(found.stream()
                .map(one -> one.opportunity().origin().customer())
                .distinct()
                .toList());
        return found.stream().map(one -> open(one, actor)).toList();
    }

    private OpportunityRow open(Found found, Actor actor) {
        StoredOpportunity stored = found.opportunity();
        CustomerId customer = stored.origin().customer();
        Content content = stored.content();
        boolean seen = actor.seesPersonalDataOf(
                stored.origin().project().value(),
                Objects.toString(stored.standing().owner(), null));
        String name = sealing.open(customer, "name", content.name());
        if (name == null) {
            return row(found, Masking.ERASED, null, null, List.of(), null, null, false, true);
        }
        if (!seen) {
            return row(found, null, null, null, List.of(), null, null, true, false);
        }
        String visitor = sealing.open(customer, "visitor_name", content.visitorName());
        Planned planned = stored.followUp().planned();
        Closed closed = stored.standing().closed();
        return row(
                found,
                name,
                sealing.open(customer, "description", content.description()),
                visitor == null
                        ? null
                        : new OpportunityRow.Visitor(
                                visitor, sealing.open(customer, "visitor_phone", content.visitorPhone())),
                content.coVisitors().stream()
                        .map(visitorSealed -> sealing.open(customer, "co_visitors", visitorSealed))
                        .filter(Objects::nonNull)
                        .map(StoredOpportunity::coVisitor)
                        .toList(),
                planned == null ? null : sealing.open(customer, "planned_subject", planned.subject()),
                closed == null ? null : sealing.open(customer, "closed_note", closed.note()),
                false,
                false);
    }

    private OpportunityRow row(
            Found found,
            @Nullable String name,
            @Nullable String description,
            OpportunityRow.@Nullable Visitor visitor,
            List<OpportunityRow.Visitor> coVisitors,
            @Nullable String plannedSubject,
            @Nullable String closedNote,
            boolean masked,
            boolean forgotten) {
        StoredOpportunity stored = found.opportunity();
        StoredOpportunity.Origin origin = stored.origin();
        StoredOpportunity.Progress progress = stored.progress();
        StoredOpportunity.Standing standing = stored.standing();
        Planned planned = stored.followUp().planned();
        Closed closed = standing.closed();
        return new OpportunityRow(
                origin.opportunity(),
                stored.version(),
                standing.state(),
                name,
                origin.customer(),
                origin.project(),
                stored.content().awarenessChannel(),
                progress.stage(),
                progress.since(),
                progress.winProbability(),
                progress.overridden(),
                standing.followUpLevel(),
                progress.estimatedFen() == null ? null : Money.ofFen(progress.estimatedFen()),
                progress.closeDate(),
                description,
                found.owner(),
                origin.lead(),
                visitor,
                coVisitors,
                planned == null
                        ? null
                        : new OpportunityRow.NextFollowUp(planned.kind(), planned.dueAt(), plannedSubject),
                origin.openedAt(),
                origin.recordedAt(),
                origin.recordedBy(),
                origin.originalAuthor(),
                stored.followUp().lastContactAt(),
                stored.waitingSince(),
                daysWithoutContact(found),
                stored.followUpState(),
                closed == null
                        ? null
                        : new OpportunityRow.Closing(
                                closed.reason(), closed.competitor(), closedNote, closed.at(), closed.by()),
                stored.changedAt(),
                masked,
                forgotten);
    }

    /** Calendar days in the project; the project may not be in its view yet when its opportunity is. */
    private @Nullable Integer daysWithoutContact(Found found) {
        ZoneId zone = found.timeZone();
        if (zone == null || found.opportunity().standing().state() != OpportunityState.OPEN) {
            return null;
        }
        LocalDate since = LocalDate.ofInstant(found.opportunity().waitingSince(), zone);
        return (int) ChronoUnit.DAYS.between(since, LocalDate.ofInstant(clock.instant(), zone));
    }
}
