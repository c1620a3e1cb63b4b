package io.kaipan.command.policy;

import io.kaipan.command.intake.CommandMetaData;
import io.kaipan.domain.policy.RuleCommands;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Stamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/**
 * Sends commands in the name of a rule. They are handled on threads of their own: a policy's event is handled within a
 * processor's transaction, which is not that of the command.
 */
@Component
public final class SentByRule implements RuleCommands, AutoCloseable {
    private static final int ATTEMPTS = 4;
    private static final int THREADS = 4;
    /** No transaction of the writing side lasts longer than 20 s. */
    private static final long LONGEST_ANSWER_S = 25;

    private final CommandBus bus;
    private final Clock clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, new AxonThreadFactory("policies"));

    SentByRule(CommandBus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** What came of one request stays together: the command's events carry the cause's correlation id (G-4). */
    @Override
    public void send(Object command, String rule, EventMessage<?> cause) {
        send(command, rule, (String) cause.getMetaData().get(CommandMetaData.CORRELATION_ID));
    }

    /**
     * Sends a command that no event caused, as when its time has come.
     *
     * @throws RuntimeException what its handler threw
     */
    public void send(Object command, String rule) {
        send(command, rule, (String) null);
    }

    private void send(Object command, String rule, @Nullable String correlation) {
        Map<String, String> data =
                new HashMap<>(new Stamp(new Actor(rule, Set.of(), Set.of()), clock.instant(), null).toMetaData());
        if (correlation != null) {
            data.put(CommandMetaData.CORRELATION_ID, correlation);
        }
        CommandMessage<Object> message = new GenericCommandMessage<>(command, MetaData.from(data));
        for (int attempt = 1; ; attempt++) {
            CommandResultMessage<?> result = handled(message);
            if (!result.isExceptional()) {
                return;
            }
            if (attempt == ATTEMPTS || !isConflict(result.exceptionResult())) {
                throw result.exceptionResult() instanceof RuntimeException thrown
                        ? thrown
                        : new IllegalStateException(result.exceptionResult());
            }
        }
    }

    private CommandResultMessage<?> handled(CommandMessage<Object> message) {
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        try {
            threads.submit(() -> bus.dispatch(message, answer)).get(LONGEST_ANSWER_S, TimeUnit.SECONDS);
            return answer.get(LONGEST_ANSWER_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("Interrupted", e);
        } catch (TimeoutException e) {
            throw new TransientDataAccessResourceException("No answer in time", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isConflict(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException || cause instanceof ConcurrencyFailureException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
