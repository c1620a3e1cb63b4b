package io.kaipan.command.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kaipan.command.intake.CommandReader.Reading;
import io.kaipan.domain.shared.Stamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The intake: role, reading, idempotency key, stamp, dispatch, and one form for whatever becomes of it. */
final class CommandIntake implements Intake {
    /** The first attempt, which may rest on {@link Assumptions}, and three more that ask. */
    private static final int ATTEMPTS = 4;

    /** No transaction of the writing side lasts longer than 20 s. */
    private static final long LONGEST_ANSWER_S = 25;

    private static final int KEYS_REMEMBERED = 50_000;

    private final CommandCatalogue catalogue;
    private final CommandReader reader;
    private final CommandBus bus;
    private final IdempotencyKeys keys;
    private final Clock clock;
    private final Cache<String, Boolean> seenLately = Caffeine.newBuilder()
            .maximumSize(KEYS_REMEMBERED)
            .executor(Runnable::run) // handing its upkeep to another thread costs more than doing it
            .build();

    CommandIntake(CommandCatalogue catalogue, CommandBus bus, JdbcClient jdbc, Clock clock) {
        this.catalogue = catalogue;
        this.reader = new CommandReader(new NewIds(clock));
        this.bus = bus;
        this.keys = new IdempotencyKeys(jdbc);
        this.clock = clock;
    }

    @Override
    public Outcome accept(CommandRequest request) {
        Optional<CommandType> type = catalogue.find(request.name());
        if (type.isEmpty()) {
            return Refusals.of(IntakeRule.COMMAND_UNKNOWN);
        }
        if (!request.actor().isAny(type.get().senders())) {
            throw new AccessRefused(request.name());
        }
        if (request.idempotencyKey() != null && !CommandReader.isKey(request.idempotencyKey())) {
            return Refusals.of(IntakeRule.IDEMPOTENCY_KEY_INVALID);
        }
        return switch (reader.read(type.get(), request.body())) {
            case Reading.Faulty faulty -> new Outcome.Refused(faulty.faults());
            case Reading.Read read -> {
                try {
                    yield carryOut(request, read);
                } catch (RuntimeException e) {
                    throw Failure.isUnavailable(e) ? new StoreUnavailable(e) : e;
                }
            }
        };
    }

    private Outcome carryOut(CommandRequest request, Reading.Read read) {
        Instant now = clock.instant();
        String given = read.idempotencyKey() == null ? request.idempotencyKey() : read.idempotencyKey();
        PendingKey key = given == null
                ? null
                : new PendingKey(request.scope(), given, BodyHash.of(request.name(), request.body()), now);
        CommandMessage<Record> command = new GenericCommandMessage<>(
                read.command(), metaData(request, new Stamp(request.actor(), now, read.expectedVersion()), key));

        boolean perhapsInUse = key != null && (!request.refusalStands() || isRepeated(key));
        List<Refusal> lastConflict = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Outcome> first = perhapsInUse ? keys.outcome(key) : Optional.empty();
            if (first.isPresent()) {
                return first.get();
            }
            perhapsInUse = key != null;
            CommandResultMessage<? extends Receipt> result =
                    dispatch(attempt == 0 ? command : command.andMetaData(CommandMetaData.asks()));
            if (!result.isExceptional()) {
                return new Outcome.Accepted(result.getPayload());
            }
            Failure failure = failure(result.exceptionResult());
            switch (failure.kind()) {
                case REFUSED -> {
                    return refused(request.refusalStands() ? key : null, failure.refusals());
                }
                case UNAVAILABLE -> throw new StoreUnavailable(result.exceptionResult());
                case CONFLICT, KEY_IN_USE -> lastConflict = failure.refusals();
            }
        }
        if (lastConflict.isEmpty()) {
            throw new StoreUnavailable(new TimeoutException("Others change the same records all the time"));
        }
        return refused(request.refusalStands() ? key : null, lastConflict);
    }

    /**
     * Whether this node has seen the key lately: then it is worth a look beforehand. A key that is in use without this
     * node's knowing is refused by the log, in the statement that appends.
     */
    private boolean isRepeated(PendingKey key) {
        return seenLately.asMap().putIfAbsent(key.scope() + '\n' + key.key(), true) != null;
    }

    /**
     * A rule's refusal is final under its key, like an acceptance; faults of the form are not: they were never tried.
     *
     * @param key under which the refusal stands, null when it stands under none
     */
    private Outcome refused(@Nullable PendingKey key, List<Refusal> refusals) {
        return key == null ? new Outcome.Refused(refusals) : keys.keep(key, refusals);
    }

    private static MetaData metaData(CommandRequest request, Stamp stamp, @Nullable PendingKey key) {
        Map<String, String> data = stamp.toMetaData();
        data.put(CommandMetaData.COMMAND_NAME, request.name());
        data.put(CommandMetaData.CORRELATION_ID, Correlation.id());
        if (key != null) {
            CommandMetaData.put(data, key);
        }
        return MetaData.from(data);
    }

    private CommandResultMessage<? extends Receipt> dispatch(CommandMessage<Record> command) {
        FutureCallback<Record, Receipt> answer = new FutureCallback<>();
        bus.dispatch(command, answer);
        try {
            return answer.get(LONGEST_ANSWER_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(e);
        } catch (TimeoutException e) {
            throw new StoreUnavailable(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Failure failure(Throwable thrown) {
        return HandlerExecutionException.resolveDetails(thrown)
                .filter(Failure.class::isInstance)
                .map(Failure.class::cast)
                .orElseThrow(() -> unexpected(thrown));
    }

    private static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
