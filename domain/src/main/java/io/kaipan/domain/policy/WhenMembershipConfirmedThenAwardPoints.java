package io.kaipan.domain.policy;

import io.kaipan.domain.member.MemberCommand.AwardJoin;
import io.kaipan.domain.member.MemberCommand.AwardReferralJoin;
import io.kaipan.domain.member.MemberEvent.MembershipConfirmed;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;

/** The new member gets the points for joining, and their referrer those for referring (PTS-2). */
@ProcessingGroup("membership-points")
public final class WhenMembershipConfirmedThenAwardPoints {
    private final RuleCommands commands;

    public WhenMembershipConfirmedThenAwardPoints(RuleCommands commands) {
        this.commands = commands;
    }

    @DisallowReplay
    @EventHandler
    void on(MembershipConfirmed confirmed, EventMessage<MembershipConfirmed> cause) {
        commands.send(new AwardJoin(confirmed.account(), cause.getIdentifier()), "PTS-2", cause);
        if (confirmed.referrer() != null) {
            commands.send(
                    new AwardReferralJoin(
                            confirmed.referrer(), confirmed.project(), cause.getIdentifier(), confirmed.occurredAt()),
                    "PTS-2",
                    cause);
        }
    }
}
