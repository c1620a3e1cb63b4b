package io.kaipan.command.intake;

import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Handles the intake's commands on this node: it settles the idempotency key within the command's unit of work (G-3) and
 * answers with a {@link Receipt} or, whatever the transport, with a typed {@link Failure} as the details of a
 * {@link CommandExecutionException}. Commands that did not come through the intake are handled as by any bus.
 */
public class IntakeCommandBus extends SimpleCommandBus {
    private final CommandCatalogue catalogue;
    private final IdempotencyKeys keys;
    private final EventStore events;

    /** @param jdbc on the command side's data source, in whose transaction commands are handled */
    public IntakeCommandBus(Builder builder, CommandCatalogue catalogue, JdbcClient jdbc, EventStore events) {
        super(builder);
        this.catalogue = catalogue;
        this.keys = new IdempotencyKeys(jdbc);
        this.events = events;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        Optional<CommandType> type = CommandMetaData.name(command.getMetaData()).flatMap(catalogue::find);
        if (type.isEmpty()) {
            super.handle(command, handler, callback);
            return;
        }
        Handling handling = new Handling(handler, keys, events);
        FutureCallback<C, R> handled = new FutureCallback<>();
        try {
            super.handle(command, handling, handled);
        } catch (RuntimeException transactionNotBegun) {
            handled.onResult(command, GenericCommandResultMessage.asCommandResultMessage(transactionNotBegun));
        }
        callback.onResult(command, answer(type.get(), command, handled.getResult(), handling));
    }

    private static <C, R> CommandResultMessage<R> answer(
            CommandType type, CommandMessage<C> command, CommandResultMessage<? extends R> handled, Handling handling) {
        if (!handled.isExceptional()) {
            return GenericCommandResultMessage.asCommandResultMessage(Objects.requireNonNull(handling.receipt()));
        }
        Throwable thrown = handled.exceptionResult();
        Throwable typed = Failure.of(thrown, type, (Record) command.getPayload())
                .map(failure -> handling.hasAssumed() ? failure.decidedAnew() : failure)
                .<Throwable>map(failure -> new CommandExecutionException(failure.toString(), thrown, failure, false))
                .orElse(thrown);
        return GenericCommandResultMessage.asCommandResultMessage(typed);
    }
}
