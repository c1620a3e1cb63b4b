package io.kaipan.command.intake;

import io.kaipan.domain.customer.RegistersPerson;
import io.kaipan.domain.shared.Stamp;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** The handling of one command, from its idempotency key (G-3) to its receipt. */
final class Handling implements MessageHandler<CommandMessage<?>> {
    private final MessageHandler<? super CommandMessage<?>> handler;
    private final IdempotencyKeys keys;
    private final EventStore events;
    private final Assumptions assumptions = new Assumptions();
    private @Nullable Receipt receipt;

    Handling(MessageHandler<? super CommandMessage<?>> handler, IdempotencyKeys keys, EventStore events) {
        this.handler = handler;
        this.keys = keys;
        this.events = events;
    }

    @Override
    public @Nullable Object handle(CommandMessage<?> command) throws Exception {
        PendingKey key = CommandMetaData.key(command.getMetaData(), Stamp.instant(command.getMetaData()))
                .orElse(null);
        if (key != null) {
            begin(key);
        }
        if (command.getPayload() instanceof RegistersPerson
                && CommandMetaData.mayAssume(command.getMetaData())
                && writesToPostgres()) {
            assumptions.attach();
        }
        Object answer = handler.handle(command);
        String id = Objects.requireNonNullElseGet(answer, () -> CommandTarget.idOf(command.getPayload()))
                .toString();
        // registered after the event store's own, so that the events are known by then
        CurrentUnitOfWork.get().onPrepareCommit(unit -> settle(id, key));
        return answer;
    }

    /** The proof of the command, once its unit of work is committed; null before. */
    @Nullable
    Receipt receipt() {
        return receipt;
    }

    /** Whether the command was decided on what nobody has looked at. */
    boolean hasAssumed() {
        return !assumptions.isEmpty();
    }

    private boolean writesToPostgres() {
        return events instanceof EmbeddedEventStore;
    }

    /**
     * Where events go to a store of their own, they can't be taken back when the key turns out to be in use: so there
     * commands of one key are handled one after the other.
     */
    private void begin(PendingKey key) {
        if (!writesToPostgres()) {
            keys.lock(key);
            if (keys.outcome(key).isPresent()) {
                throw new IdempotencyKeyInUse();
            }
        }
        key.attach();
    }

    private void settle(String id, @Nullable PendingKey key) {
        Appended appended = Appended.current();
        long version = appended.versionOf(id)
                .or(() -> events.lastSequenceNumberFor(id))
                .orElseThrow(() -> new IllegalStateException(id + " answers a command, but has no event"));
        if (key != null) {
            key.answeredBy(id, version);
        }
        if (appended.isPending()) {
            CurrentUnitOfWork.get()
                    .afterCommit(unit -> receipt =
                            new Receipt(id, version, appended.position().orElseThrow(), false));
            return;
        }
        if (hasAssumed()) {
            throw new ConcurrencyException("Nothing is appended that would prove what was taken for granted");
        }
        receipt = new Receipt(id, version, appended.position().orElseGet(this::head), false);
        if (key != null) {
            keys.keep(key, receipt);
        }
    }

    private long head() {
        return Optional.ofNullable(events.createHeadToken())
                .map(TrackingToken::position)
                .orElseGet(OptionalLong::empty)
                .orElse(0);
    }
}
