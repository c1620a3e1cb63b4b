package io.kaipan.config.processing;

import io.kaipan.query.projection.Batch;
import io.kaipan.query.projection.StoreErrors;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Parks an event that a processor can't handle, without losing what the same transaction holds of the events before it.
 * PostgreSQL gives up a transaction at its first error, so that the parking would fail with it; views write a batch of
 * events at once, so that the error doesn't tell whose it is; and a savepoint and a write for every event would cost
 * round trips. So a batch that fails is rolled back as a whole, and the next {@value #CAREFUL_BATCHES} are handled with
 * care: each event has a savepoint, and its rows are written before the next event's turn.
 *
 * <p>A store that is out of reach is no event's fault: the batch is rolled back and tried again.
 */
final class PoisonGuard implements MessageHandlerInterceptor<EventMessage<?>> {
    static final int CAREFUL_BATCHES = 3;
    private static final Logger log = LoggerFactory.getLogger(PoisonGuard.class);
    /** How often a parked event was tried: in its diagnostics. */
    private static final String ATTEMPTS = "attempts";

    private static final String WATCH = PoisonGuard.class.getName();

    private final String processor;
    private final DataSource projection;
    private final AtomicInteger carefulBatches = new AtomicInteger();

    PoisonGuard(String processor, DataSource projection) {
        this.processor = processor;
        this.projection = projection;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> batch, InterceptorChain chain)
            throws Exception {
        Watch watch = batch.getOrComputeResource(WATCH, name -> begin(batch));
        if (!watch.careful) {
            return chain.proceed();
        }
        watch.before = DataSourceUtils.getConnection(projection).setSavepoint();
        Object result = chain.proceed();
        DataSourceUtils.getConnection(projection).releaseSavepoint(watch.before);
        return result;
    }

    private Watch begin(UnitOfWork<?> batch) {
        batch.onRollback(failed -> {
            if (!StoreErrors.isPassing(failed.getExecutionResult().getExceptionResult())) {
                carefulBatches.set(CAREFUL_BATCHES);
            }
        });
        return new Watch(this, carefulBatches.getAndUpdate(left -> Math.max(0, left - 1)) > 0);
    }

    /** Lets a view write the rows of the event just handled, where care is taken. */
    static void eventHandled() {
        if (CurrentUnitOfWork.isStarted()) {
            Watch watch = CurrentUnitOfWork.get().getResource(WATCH);
            if (watch != null && watch.careful) {
                Batch.writeNow();
            }
        }
    }

    /** Decides what becomes of an event whose handler failed. @throws RuntimeException when the batch is to be tried again */
    static EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        Watch watch = CurrentUnitOfWork.get().getResource(WATCH);
        watch.guard.undo(watch, letter.message(), cause);
        return Decisions.enqueue(new Unhandled(cause), parked -> MetaData.with(ATTEMPTS, "1"));
    }

    private void undo(Watch watch, EventMessage<?> event, Throwable cause) {
        if (StoreErrors.isPassing(cause)) {
            throw new BatchAborted("The store is out of reach", cause);
        }
        if (!watch.careful) {
            throw new BatchAborted(
                    "Event " + event.getIdentifier() + " can't be handled; the batch is tried again", cause);
        }
        try {
            DataSourceUtils.getConnection(projection).rollback(watch.before);
        } catch (SQLException e) {
            throw new BatchAborted("What event " + event.getIdentifier() + " left behind can't be undone", e);
        }
        Batch.discard();
        carefulBatches.set(CAREFUL_BATCHES);
        log.error(
                "{} can't handle event {} ({}) and parks it: {}",
                processor,
                event.getIdentifier(),
                event.getPayloadType().getSimpleName(),
                new Unhandled(cause).getMessage());
        log.debug("The whole error", cause);
    }

    /** How one batch is handled. */
    private static final class Watch {
        private final PoisonGuard guard;
        private final boolean careful;
        private @Nullable Savepoint before;

        Watch(PoisonGuard guard, boolean careful) {
            this.guard = guard;
            this.careful = careful;
        }
    }

    /** Rolls a batch back, to be tried again. */
    static final class BatchAborted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BatchAborted(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
