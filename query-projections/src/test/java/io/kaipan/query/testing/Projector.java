package io.kaipan.query.testing;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** Hands events to a projection in batches, each in one transaction, as Axon's processors do. */
public final class Projector {
    private final EventMessageHandler projection;
    private final TransactionManager transactions;

    public Projector(EventMessageHandler projection, DataSource source) {
        this.projection = projection;
        DataSourceTransactionManager manager = new DataSourceTransactionManager(source);
        this.transactions = () -> {
            TransactionStatus status = manager.getTransaction(null);
            return new Transaction() {
                @Override
                public void commit() {
                    manager.commit(status);
                }

                @Override
                public void rollback() {
                    manager.rollback(status);
                }
            };
        };
    }

    /** Handles events in batches of that size; an error stops it and is thrown. */
    public void project(List<? extends DomainEventMessage<?>> events, int batchSize) {
        for (int from = 0; from < events.size(); from += batchSize) {
            batch(new ArrayList<>(events.subList(from, Math.min(events.size(), from + batchSize))));
        }
    }

    private void batch(List<DomainEventMessage<?>> events) {
        UnitOfWork<DomainEventMessage<?>> batch = new BatchingUnitOfWork<>(events);
        batch.attachTransaction(transactions);
        ResultMessage<?> result = batch.executeWithResult(
                () -> projection.canHandle(batch.getMessage()) ? projection.handle(batch.getMessage()) : null,
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
    }

    /** Empties the view, as before a replay. */
    public void reset() {
        transactions.executeInTransaction(projection::prepareReset);
    }
}
