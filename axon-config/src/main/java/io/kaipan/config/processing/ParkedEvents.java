package io.kaipan.config.processing;

import io.kaipan.command.maintenance.DeadLetters;
import io.kaipan.command.maintenance.MaintenanceRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The processors' parked events, handled again one by one: rows and the letter's end are one transaction, in which the
 * letter's row lock keeps other nodes off. Axon's own way handles a whole sequence in one transaction, which the first
 * failure undoes together with the note of it.
 */
@Component
class ParkedEvents implements DeadLetters {
    /** A request may last 15 s. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final EventProcessingConfiguration processing;
    private final TransactionManager transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    ParkedEvents(
            EventProcessingConfiguration processing,
            @Qualifier("projectionTransactions") TransactionManager transactions,
            @Qualifier("projectionJdbc") JdbcClient jdbc,
            Clock clock) {
        this.processing = processing;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String describe(String letter) {
        return jdbc.sql("""
                        SELECT concat_ws(' ', processing_group, payload_type, event_identifier, aggregate_identifier)
                        FROM engine.dead_letter_entry WHERE dead_letter_identifier = ?""")
                .param(letter)
                .query(String.class)
                .optional()
                .orElseThrow(
                        () -> MaintenanceRule.DEAD_LETTER_UNKNOWN.violation().at("id"));
    }

    @Override
    public Retried retry(String letter) {
        Sequence sequence = jdbc.sql("""
                        SELECT processing_group, sequence_identifier FROM engine.dead_letter_entry
                        WHERE dead_letter_identifier = ?""")
                .param(letter)
                .query((row, number) -> new Sequence(row.getString(1), row.getString(2)))
                .optional()
                .orElseThrow(
                        () -> MaintenanceRule.DEAD_LETTER_UNKNOWN.violation().at("id"));
        MaintenanceRule.PROCESSOR_UNKNOWN.refuseIf(!isThere(sequence.processor), "id");
        Outcome outcome = new Outcome(clock.instant().plus(LONGEST));
        outcome.handle(sequence);
        long remaining = count(sequence);
        if (outcome.delivered == 0 && remaining > 0) {
            throw outcome.cause == null
                    ? MaintenanceRule.DEAD_LETTER_BUSY.violation()
                    : MaintenanceRule.DEAD_LETTER_CAUSE_REMAINS.violation().with("cause", outcome.cause);
        }
        return new Retried(outcome.delivered, remaining, outcome.complete);
    }

    @Override
    public Retried retryAll(@Nullable String processor) {
        MaintenanceRule.PROCESSOR_UNKNOWN.refuseIf(processor != null && !isThere(processor), "processor");
        Outcome outcome = new Outcome(clock.instant().plus(LONGEST));
        for (Sequence sequence : longestUntried(processor)) {
            if (!outcome.complete) {
                break;
            }
            if (isThere(sequence.processor)) {
                outcome.handle(sequence);
            }
        }
        return new Retried(outcome.delivered, count(processor), outcome.complete);
    }

    @Override
    public void discard(String letter) {
        int discarded = jdbc.sql("DELETE FROM engine.dead_letter_entry WHERE dead_letter_identifier = ?")
                .param(letter)
                .update();
        MaintenanceRule.DEAD_LETTER_UNKNOWN.refuseIf(discarded == 0, "id");
    }

    /** Whether anybody could handle its events: a generation that was dropped has no processor any more. */
    private boolean isThere(String processor) {
        return processing.eventProcessor(processor).isPresent();
    }

    private List<Sequence> longestUntried(@Nullable String processor) {
        return jdbc.sql("""
                        SELECT processing_group, sequence_identifier FROM engine.dead_letter_entry
                        WHERE :processor::text IS NULL OR processing_group = :processor
                        GROUP BY 1, 2 ORDER BY max(last_touched), 1, 2""")
                .param("processor", processor)
                .query((row, number) -> new Sequence(row.getString(1), row.getString(2)))
                .list();
    }

    private long count(Sequence sequence) {
        return jdbc.sql("""
                        SELECT count(*) FROM engine.dead_letter_entry
                        WHERE processing_group = ? AND sequence_identifier = ?""")
                .params(sequence.processor, sequence.id)
                .query(Long.class)
                .single();
    }

    private long count(@Nullable String processor) {
        return jdbc.sql("""
                        SELECT count(*) FROM engine.dead_letter_entry
                        WHERE :processor::text IS NULL OR processing_group = :processor""").param("processor", processor).query(Long.class).single();
    }

    /** Events that are handled in order. */
    private record Sequence(String processor, String id) {}

    /** What comes of an attempt. */
    private final class Outcome {
        private final Instant end;
        private long delivered;
        private boolean complete = true;
        private @Nullable String cause;

        Outcome(Instant end) {
            this.end = end;
        }

        /** Handles a sequence from its front on, until it is empty, an event fails, or time is up. */
        void handle(Sequence sequence) {
            while (handleFirst(sequence)) {
                delivered++;
                if (!clock.instant().isBefore(end)) {
                    complete = false;
                    return;
                }
            }
        }

        /** @return false when there is no event left, somebody else has it, or it failed */
        private boolean handleFirst(Sequence sequence) {
            String[] locked = new String[1];
            DefaultUnitOfWork<Message<?>> attempt = new DefaultUnitOfWork<>(null);
            attempt.attachTransaction(transactions);
            ResultMessage<?> result = attempt.executeWithResult(() -> {
                locked[0] = lockFirst(sequence);
                if (locked[0] != null) {
                    give(sequence);
                    discard(locked[0]);
                }
                return null;
            });
            if (!result.isExceptional()) {
                return locked[0] != null;
            }
            if (locked[0] == null) {
                throw new IllegalStateException("Parked events can't be read", result.exceptionResult());
            }
            cause = new Unhandled(result.exceptionResult()).getMessage();
            note(locked[0], cause);
            return false;
        }

        private @Nullable String lockFirst(Sequence sequence) {
            return jdbc.sql("""
                            SELECT dead_letter_identifier FROM engine.dead_letter_entry
                            WHERE processing_group = ? AND sequence_identifier = ? AND sequence_index = (
                                SELECT min(sequence_index) FROM engine.dead_letter_entry
                                WHERE processing_group = ? AND sequence_identifier = ?)
                            FOR UPDATE SKIP LOCKED""")
                    .params(sequence.processor, sequence.id, sequence.processor, sequence.id)
                    .query(String.class)
                    .optional()
                    .orElse(null);
        }

        /** Gives a sequence's first event to the processor's handlers. */
        private void give(Sequence sequence) throws Exception {
            EventMessage<?> event = processing
                    .deadLetterQueue(sequence.processor)
                    .orElseThrow()
                    .deadLetterSequence(sequence.id)
                    .iterator()
                    .next()
                    .message();
            SimpleEventHandlerInvoker handlers = (SimpleEventHandlerInvoker)
                    processing.sequencedDeadLetterProcessor(sequence.processor).orElseThrow();
            DefaultUnitOfWork<EventMessage<?>> handling = DefaultUnitOfWork.startAndGet(event);
            ResultMessage<?> result = handling.executeWithResult(() -> {
                for (EventMessageHandler handler : handlers.eventHandlers()) {
                    handler.handle(event);
                }
                return null;
            });
            if (result.isExceptional()) {
                throw new Unhandled(result.exceptionResult());
            }
        }

        private void note(String letter, String why) {
            jdbc.sql("""
                            UPDATE engine.dead_letter_entry
                            SET last_touched = :now, cause_type = coalesce(cause_type, :kind), cause_message = :why,
                                diagnostics = convert_to(jsonb_build_object('attempts', (coalesce(
                                    convert_from(diagnostics, 'UTF8')::jsonb ->> 'attempts', '0')::int + 1)::text)::text,
                                    'UTF8')
                            WHERE dead_letter_identifier = :letter""")
                    .param("now", DateTimeUtils.formatInstant(clock.instant()))
                    .param("kind", Unhandled.class.getName())
                    .param("why", why)
                    .param("letter", letter)
                    .update();
        }
    }
}
