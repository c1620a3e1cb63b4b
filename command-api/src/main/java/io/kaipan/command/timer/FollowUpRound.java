package io.kaipan.command.timer;

import io.kaipan.domain.opportunity.OpportunityCommand.RemindFollowUp;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Stamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A round through the opportunities that are due to be looked at (OPP-8). Each is asked by a command, which decides by the
 * log alone, and puts off the next look in its own transaction: rounds that overlap, or that a crash cut off, remind nobody
 * twice. One that fails is put off, so that the others don't wait for it.
 */
@Component
final class FollowUpRound implements Round {
    static final String NAME = "follow-up-round";

    /** Who acts: the rule; the version of the policy stands in the event (G-4). */
    private static final Actor RULE = new Actor("OPP-8", Set.of(), Set.of());

    private static final int PORTION = 200;
    private static final int MARKED_AT_ONCE = 1000;
    private static final Duration PUT_OFF = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpRound.class);

    private final JdbcClient jdbc;
    private final CommandBus bus;
    private final Clock clock;

    FollowUpRound(JdbcClient jdbc, CommandBus bus, Clock clock) {
        this.jdbc = jdbc;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(BooleanSupplier stopped) {
        while (!stopped.getAsBoolean() && markPortion()) {}
        Instant now = clock.instant();
        List<OpportunityId> due;
        do {
            due = dueAt(now);
            for (OpportunityId opportunity : due) {
                if (stopped.getAsBoolean()) {
                    return;
                }
                look(opportunity, now);
            }
        } while (!due.isEmpty());
    }

    /**
     * Marks the next of a project whose policy changed, and notes how far it came, in one statement.
     *
     * @return whether there was anything to do
     */
    private boolean markPortion() {
        return jdbc.sql("""
                WITH next AS (
                    SELECT project, behind FROM lookup.look_again ORDER BY project LIMIT 1 FOR UPDATE),
                portion AS (
                    SELECT o.opportunity_id FROM next JOIN lookup.opportunity o ON o.project = next.project
                    WHERE o.open AND o.opportunity_id > next.behind ORDER BY o.opportunity_id LIMIT %d),
                marked AS (
                    UPDATE lookup.opportunity o SET look_at = '-infinity' FROM portion
                    WHERE o.opportunity_id = portion.opportunity_id),
                noted AS (
                    UPDATE lookup.look_again l SET behind = (SELECT max(opportunity_id) FROM portion) FROM next
                    WHERE l.project = next.project AND EXISTS (SELECT FROM portion)),
                done AS (
                    DELETE FROM lookup.look_again l USING next
                    WHERE l.project = next.project AND NOT EXISTS (SELECT FROM portion))
                SELECT EXISTS (SELECT FROM next)""".formatted(MARKED_AT_ONCE)).query(Boolean.class).single();
    }

    private List<OpportunityId> dueAt(Instant now) {
        return jdbc.sql("""
                SELECT opportunity_id FROM lookup.opportunity WHERE open AND look_at <= ?
                ORDER BY look_at LIMIT %d""".formatted(PORTION)).param(now.atOffset(ZoneOffset.UTC)).query(String.class).list().stream()
                .map(OpportunityId::new)
                .toList();
    }

    private void look(OpportunityId opportunity, Instant now) {
        FutureCallback<RemindFollowUp, Object> answer = new FutureCallback<>();
        bus.dispatch(
                new GenericCommandMessage<>(
                        new RemindFollowUp(opportunity), MetaData.from(new Stamp(RULE, now, null).toMetaData())),
                answer);
        CommandResultMessage<?> result = answer.getResult();
        if (result.isExceptional()) {
            LOG.warn("{} could not be reminded of; trying again in {}", opportunity, PUT_OFF, result.exceptionResult());
            jdbc.sql("UPDATE lookup.opportunity SET look_at = ? WHERE opportunity_id = ?")
                    .params(now.plus(PUT_OFF).atOffset(ZoneOffset.UTC), opportunity.value())
                    .update();
        }
    }
}
