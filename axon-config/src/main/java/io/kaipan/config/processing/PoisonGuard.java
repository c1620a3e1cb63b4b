package io.kaipan.config.processing;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Parks an event that a processor can't handle, without losing what the same transaction holds of the events before it.
 * PostgreSQL gives up a transaction at its first error, so that the parking would fail with it; and a savepoint before
 * every event would double the round trips. So a batch that meets such an event is rolled back as a whole, and the next
 * {@value #CAREFUL_EVENTS} events are handled with a savepoint each.
 *
 * <p>A store that is out of reach is no event's fault: the batch is rolled back and tried again.
 */
final class PoisonGuard implements MessageHandlerInterceptor<EventMessage<?>> {
    static final int CAREFUL_EVENTS = 1_000;
    private static final Logger log = LoggerFactory.getLogger(PoisonGuard.class);
    private static final String ATTEMPT = PoisonGuard.class.getName();

    private final String processor;
    private final DataSource projection;
    private final AtomicInteger careful = new AtomicInteger();

    PoisonGuard(String processor, DataSource projection) {
        this.processor = processor;
        this.projection = projection;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        boolean withSavepoint = careful.get() > 0;
        Savepoint before =
                withSavepoint ? DataSourceUtils.getConnection(projection).setSavepoint() : null;
        unitOfWork.resources().put(ATTEMPT, new Attempt(this, before));
        Object result = chain.proceed();
        if (before != null) {
            DataSourceUtils.getConnection(projection).releaseSavepoint(before);
            careful.decrementAndGet();
        }
        return result;
    }

    /** Decides what becomes of an event whose handler failed. @throws RuntimeException when the batch is to be tried again */
    static EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get() : null;
        boolean parkedBefore = unitOfWork == null || unitOfWork.getResource(DeadLetter.class.getName()) != null;
        if (parkedBefore) {
            return Decisions.requeue(new Unhandled(cause));
        }
        Attempt attempt = unitOfWork.getResource(ATTEMPT);
        attempt.guard().undo(attempt, letter.message(), cause);
        return Decisions.enqueue(new Unhandled(cause));
    }

    private void undo(Attempt attempt, EventMessage<?> event, Throwable cause) {
        if (isPassing(cause)) {
            throw new BatchAborted("The store is out of reach", cause);
        }
        if (attempt.before() == null) {
            careful.set(CAREFUL_EVENTS);
            throw new BatchAborted(
                    "Event " + event.getIdentifier() + " can't be handled; the batch is tried again", cause);
        }
        try {
            DataSourceUtils.getConnection(projection).rollback(attempt.before());
        } catch (SQLException e) {
            throw new BatchAborted("What event " + event.getIdentifier() + " left behind can't be undone", e);
        }
        careful.set(CAREFUL_EVENTS);
        log.error(
                "{} can't handle event {} ({}) and parks it: {}",
                processor,
                event.getIdentifier(),
                event.getPayloadType().getSimpleName(),
                new Unhandled(cause).getMessage());
        log.debug("The whole error", cause);
    }

    private static boolean isPassing(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof TransientDataAccessException
                    || at instanceof RecoverableDataAccessException
                    || at instanceof NonTransientDataAccessResourceException
                    || at instanceof CannotCreateTransactionException) {
                return true;
            }
        }
        return false;
    }

    private record Attempt(PoisonGuard guard, @Nullable Savepoint before) {}

    /** Rolls a batch back, to be tried again. */
    static final class BatchAborted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BatchAborted(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
