package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectEvent.ProjectClosed;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WakingEventStoreTest {
    private final LogForTests log = new LogForTests();
    private final WakingEventStore store = new WakingEventStore(
            EmbeddedEventStore.builder().storageEngine(log.engine).fetchDelay(60_000), log.tail);
    private final AtomicInteger woken = new AtomicInteger();

    @AfterEach
    void shutDown() {
        store.shutDown();
    }

    @Test
    @DisplayName("who waits at the end of the log is woken once an event can be taken")
    void wakes() throws InterruptedException {
        try (TrackingEventStream stream = store.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(woken::incrementAndGet)).isTrue();
            assertThat(stream.hasNextAvailable()).isFalse();

            publish("one");

            await().until(() -> woken.get() == 1);
            assertThat(stream.hasNextAvailable()).isTrue();
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(closed("one"));
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    @DisplayName("who has left is not woken any more")
    void forgets() {
        TrackingEventStream gone = store.openStream(null);
        gone.setOnAvailableCallback(woken::incrementAndGet);
        gone.hasNextAvailable();
        gone.close();
        AtomicInteger others = new AtomicInteger();
        try (TrackingEventStream stream = store.openStream(null)) {
            stream.setOnAvailableCallback(others::incrementAndGet);
            stream.hasNextAvailable();

            publish("two");

            await().until(() -> others.get() == 1);
            assertThat(woken).hasValue(0);
        }
    }

    @Test
    @DisplayName("who reads along and falls behind holds no backlog in memory, and still gets each event")
    void letsGo() throws InterruptedException {
        int many = WakingEventStore.SHARED_EVENTS + 1_000;
        try (TrackingEventStream slow = store.openStream(null);
                TrackingEventStream fast = store.openStream(null)) {
            slow.hasNextAvailable();
            fast.hasNextAvailable();
            publish("first");
            slow.nextAvailable();
            store.publish(IntStream.range(0, many)
                    .<EventMessage<?>>mapToObj(number -> new GenericEventMessage<>(closed("number " + number)))
                    .toList());

            WeakReference<Object> early = null;
            for (int taken = 0; taken <= many; taken++) {
                TrackedEventMessage<?> event = fast.nextAvailable();
                early = taken == 1 ? new WeakReference<>(event) : early;
            }
            WeakReference<Object> shared = Objects.requireNonNull(early);
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                System.gc();
                return shared.get() == null;
            });
            for (int number = 0; number < many; number++) {
                assertThat(slow.nextAvailable().getPayload()).isEqualTo(closed("number " + number));
            }
        }
    }

    private void publish(String reason) {
        store.publish(new GenericEventMessage<>(closed(reason)));
    }

    private static ProjectClosed closed(String reason) {
        return new ProjectClosed(new ProjectCode("JYLW"), reason);
    }
}
