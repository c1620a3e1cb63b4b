package io.kaipan.query.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return type.cast(begun().computeIfAbsent(type, unused -> begin.get()));
    }

    /** Writes down what is collected so far, so that an error is known to be that of the event just handled. */
    static void writeNow() {
        List<Batch> collected = List.copyOf(begun().values());
        discard();
        collected.forEach(Batch::write);
    }

    /** Forgets what is collected and not yet written. */
    static void discard() {
        begun().clear();
    }

    private static Map<Class<?>, Batch> begun() {
        UnitOfWork<?> events = CurrentUnitOfWork.get().root();
        return events.getOrComputeResource(Batch.class.getName(), name -> {
            events.onPrepareCommit(ending -> writeOrFail());
            return new LinkedHashMap<>();
        });
    }

    /**
     * Writes what is left at the end. Axon rolls back for exceptions only: after an error the transaction would stay open on its thread, and
     * later batches would join it.
     */
    private static void writeOrFail() {
        try {
            writeNow();
        } catch (Error e) {
            throw new IllegalStateException("A batch of a view can't be written", e);
        }
    }
}
