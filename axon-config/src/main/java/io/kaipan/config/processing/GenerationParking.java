package io.kaipan.config.processing;

import io.kaipan.query.rebuild.LoggedEvent;
import io.kaipan.query.rebuild.Parking;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;

/** Parks events of a bulk in the queue, and in the sequences, in which the generation's processor would. */
final class GenerationParking implements Parking {
    private final SequencingPolicy<? super EventMessage<?>> policy;
    private final SequencedDeadLetterQueue<EventMessage<?>> queue;
    private final TransactionManager transactions;
    private final LongFunction<EventMessage<?>> log;
    private final Set<Object> parked = new HashSet<>();

    /** @param log reads the event at a position as a processor gets it */
    GenerationParking(
            SequencingPolicy<? super EventMessage<?>> policy,
            SequencedDeadLetterQueue<EventMessage<?>> queue,
            TransactionManager transactions,
            LongFunction<EventMessage<?>> log) {
        this.policy = policy;
        this.queue = queue;
        this.transactions = transactions;
        this.log = log;
    }

    @Override
    public boolean isBehindAnother(LoggedEvent event) {
        return !parked.isEmpty()
                && parked.contains(sequenceOf(new GenericDomainEventMessage<>(
                        null,
                        event.record(),
                        event.recorded().version(),
                        event.recorded().event())));
    }

    @Override
    public void park(LoggedEvent event, @Nullable RuntimeException cause) {
        EventMessage<?> message = log.apply(event.position());
        Object sequence = sequenceOf(message);
        parked.add(sequence);
        transactions.executeInTransaction(() -> queue.enqueue(
                sequence,
                cause == null
                        ? new GenericDeadLetter<>(sequence, message)
                        : new GenericDeadLetter<>(sequence, message, new Unhandled(cause))));
    }

    /** An event that belongs to no sequence is one of its own. */
    private Object sequenceOf(EventMessage<?> event) {
        return Objects.requireNonNullElseGet(policy.getSequenceIdentifierFor(event), event::getIdentifier);
    }
}
