package io.kaipan.config.messaging;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import java.util.List;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Empties the aggregate cache once a customer is forgotten (G-5): leads hold names and words of theirs in the clear.
 * Other nodes' caches let go of what they don't use by themselves.
 */
final class ForgottenInMemory {
    private final Cache aggregateCache;

    ForgottenInMemory(EventStore eventStore, Cache aggregateCache) {
        this.aggregateCache = aggregateCache;
        eventStore.subscribe(this::appended);
    }

    private void appended(List<? extends EventMessage<?>> events) {
        if (events.stream().anyMatch(event -> event.getPayload() instanceof CustomerForgotten)) {
            CurrentUnitOfWork.get().root().afterCommit(done -> aggregateCache.removeAll());
        }
    }
}
