package io.kaipan.domain.policy;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadEvent.LeadInteractionLogged;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberBook;
import io.kaipan.domain.member.MemberCommand.AwardViewing;
import io.kaipan.domain.member.MemberCommand.VoidPoints;
import io.kaipan.domain.member.MemberEvent.MembershipConfirmed;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsLedger;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionLogged;
import io.kaipan.domain.opportunity.OpportunityEvent.InteractionStruck;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * A member who comes to a project gets points for the visit, and so does who joins on the day they came (PTS-3). A visit
 * written down by mistake takes its points back when it is struck (OPP-3).
 */
@ProcessingGroup("viewing-points")
public final class WhenMemberVisitedThenAwardViewing {
    private final RuleCommands commands;
    private final MemberBook members;
    private final PointsLedger ledger;
    private final CustomerRecords records;
    private final EventStore log;

    public WhenMemberVisitedThenAwardViewing(
            RuleCommands commands, MemberBook members, PointsLedger ledger, CustomerRecords records, EventStore log) {
        this.commands = commands;
        this.members = members;
        this.ledger = ledger;
        this.records = records;
        this.log = log;
    }

    @DisallowReplay
    @EventHandler
    void on(InteractionLogged logged, EventMessage<InteractionLogged> cause) {
        if (Visit.isOne(logged.kind(), logged.reached())) {
            award(logged.customer(), logged.opportunity().value(), cause);
        }
    }

    @DisallowReplay
    @EventHandler
    void on(LeadInteractionLogged logged, EventMessage<LeadInteractionLogged> cause) {
        if (Visit.isOne(logged.kind(), logged.reached())) {
            award(logged.customer(), logged.lead().value(), cause);
        }
    }

    private void award(CustomerId customer, String record, EventMessage<?> cause) {
        members.find(customer)
                .filter(MemberBook.Entry::confirmed)
                .ifPresent(member -> Visit.standing(record, log).stream()
                        .filter(visit -> visit.cause().equals(cause.getIdentifier()))
                        .forEach(visit -> award(member.account(), visit, cause)));
    }

    /** The account knows which of them are of that day. */
    @DisallowReplay
    @EventHandler
    void on(MembershipConfirmed confirmed, EventMessage<MembershipConfirmed> cause) {
        records.of(confirmed.customer()).stream()
                .flatMap(record -> Visit.standing(record, log).stream())
                .forEach(visit -> award(confirmed.account(), visit, cause));
    }

    private void award(MemberAccountId account, Visit visit, EventMessage<?> cause) {
        commands.send(new AwardViewing(account, visit.project(), visit.cause(), visit.occurredAt()), "PTS-3", cause);
    }

    @DisallowReplay
    @EventHandler
    void on(InteractionStruck struck, EventMessage<InteractionStruck> cause) {
        members.find(struck.customer()).ifPresent(member -> Visit.recorded(
                        struck.opportunity().value(), log)
                .stream()
                .filter(visit -> struck.interaction().equals(visit.interaction()))
                .flatMap(visit -> ledger.find(member.account(), PointsKind.VIEWING.name(), visit.cause()).stream())
                .forEach(award -> commands.send(
                        new VoidPoints(member.account(), award.number(), cause.getIdentifier()), "OPP-3", cause)));
    }
}
