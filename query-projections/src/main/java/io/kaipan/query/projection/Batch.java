package io.kaipan.query.projection;

import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * What a batch of events changes in a view, folded in memory and written once, in the transaction that also stores the
 * processor's token.
 */
public interface Batch {
    /** Writes everything down. */
    void write();

    /** The batch of the events that are being handled now; a new one with the first of them. */
    static <B extends Batch> B current(Class<B> type, Supplier<B> begin) {
        UnitOfWork<?> events = CurrentUnitOfWork.get().root();
        return events.getOrComputeResource(type.getName(), name -> {
            B batch = begin.get();
            events.onPrepareCommit(ending -> batch.write());
            return batch;
        });
    }
}
