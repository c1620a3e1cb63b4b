package io.kaipan.config.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EagerCoordinatorsTest {
    private static final int EVENTS = 5_000;

    @Test
    @DisplayName("the nap that Axon takes when a buffer is full is short; other delays are as asked")
    void shortens() {
        try (EagerCoordinators coordinators = new EagerCoordinators(1)) {
            ScheduledFuture<?> nap =
                    coordinators.schedule(() -> {}, EagerCoordinators.AXONS_NAP_MILLIS, TimeUnit.MILLISECONDS);
            ScheduledFuture<?> other = coordinators.schedule(() -> {}, 500, TimeUnit.MILLISECONDS);

            assertThat(nap.getDelay(TimeUnit.MILLISECONDS)).isLessThanOrEqualTo(EagerCoordinators.NAP_MILLIS);
            assertThat(other.getDelay(TimeUnit.MILLISECONDS)).isGreaterThan(100);
        }
    }

    @Test
    @DisplayName("that nap is the one that Axon takes: another in a later version would go unnoticed otherwise")
    void recognises() {
        Set<Long> asked = new ConcurrentSkipListSet<>();
        AtomicInteger handled = new AtomicInteger();
        EmbeddedEventStore log = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        log.publish(IntStream.range(0, EVENTS)
                .<EventMessage<?>>mapToObj(GenericEventMessage::asEventMessage)
                .toList());
        try (ScheduledThreadPoolExecutor coordinators = new ScheduledThreadPoolExecutor(1) {
                    @Override
                    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                        asked.add(unit.toMillis(delay));
                        return super.schedule(task, delay, unit);
                    }
                };
                var workers = Executors.newScheduledThreadPool(1)) {
            PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                    .name("full")
                    .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                            .eventHandlers(List.of((EventMessageHandler) event -> handled.incrementAndGet()))
                            .build())
                    .messageSource(log)
                    .tokenStore(new InMemoryTokenStore())
                    .transactionManager(NoTransactionManager.instance())
                    .initialSegmentCount(1)
                    .initialToken(StreamableMessageSource::createTailToken)
                    .batchSize(1)
                    .coordinatorExecutor(coordinators)
                    .workerExecutor(workers)
                    .build();
            processor.start();
            await().until(() -> handled.get() == EVENTS);
            processor.shutDown();
        }

        assertThat(asked).contains((long) EagerCoordinators.AXONS_NAP_MILLIS);
    }
}
