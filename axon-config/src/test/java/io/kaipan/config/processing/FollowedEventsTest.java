package io.kaipan.config.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.eventlog.TellingStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FollowedEventsTest {
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final EmbeddedEventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final BlockingStream<TrackedEventMessage<?>> followed =
            new FollowedEvents(log, String.class::equals, later).openStream(null);

    @AfterEach
    void close() {
        followed.close();
        log.shutDown();
        later.shutdown();
    }

    @Test
    @DisplayName("all events that are followed come in their order, and of others the last at the end of the log")
    void passesOver() throws InterruptedException {
        publish(Stream.of(1, "a", 2, 3, "b", "c", 4, 5));

        assertThat(payloads()).containsExactly("a", "b", "c", 5);
        assertThat(followed.hasNextAvailable()).isFalse();

        publish(Stream.of("d"));
        assertThat(followed.nextAvailable().getPayload()).isEqualTo("d");
    }

    @Test
    @DisplayName("of many that aren't followed some tell how far it is; after each another processor gets its turn")
    void rests() throws InterruptedException {
        int many = 3 * FollowedEvents.PASSED_AT_ONCE;
        publish(IntStream.range(0, many).mapToObj(number -> number));

        assertThat(followed.hasNextAvailable()).isTrue();
        assertThat(followed.nextAvailable().getPayload()).isEqualTo(FollowedEvents.PASSED_AT_ONCE - 1);
        assertThat(followed.hasNextAvailable()).isFalse();
        assertThat(followed.hasNextAvailable()).isTrue();
        assertThat(payloads()).endsWith(many - 1).hasSize(2);
    }

    @Test
    @DisplayName("a look at the next event doesn't take it")
    void peeks() throws InterruptedException {
        publish(Stream.of(1, "a", "b"));

        assertThat(followed.peek().orElseThrow().getPayload()).isEqualTo("a");
        assertThat(followed.peek().orElseThrow().getPayload()).isEqualTo("a");
        assertThat(payloads()).containsExactly("a", "b");
        assertThat(followed.peek()).isEmpty();
    }

    @Test
    @DisplayName("who waits at the end is woken at once for what it follows, and for others a little later, together")
    void wakes() {
        Told told = new Told();
        AtomicInteger woken = new AtomicInteger();
        new FollowedEvents(from -> told, String.class::equals, later)
                .openStream(null)
                .setOnAvailableCallback(woken::incrementAndGet);

        told.waiter.accept(String.class);
        assertThat(woken).hasValue(1);

        IntStream.range(0, 100).forEach(number -> told.waiter.accept(Integer.class));
        await().until(() -> woken.get() > 1);
        assertThat(woken.get()).isLessThan(50);
        int before = woken.get();
        told.waiter.accept(Integer.class);
        await().until(() -> woken.get() > before);
    }

    /** A stream without events. */
    private static final class Told implements TellingStream {
        private Consumer<Class<?>> waiter = type -> {};

        @Override
        public void tell(Consumer<Class<?>> newWaiter) {
            waiter = newWaiter;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return false;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            throw new IllegalStateException("There is none");
        }

        @Override
        public void close() {}
    }

    /** What is there, with a second look after a rest. */
    private List<Object> payloads() throws InterruptedException {
        List<Object> payloads = new ArrayList<>();
        while (followed.hasNextAvailable() || followed.hasNextAvailable()) {
            payloads.add(followed.nextAvailable().getPayload());
        }
        return payloads;
    }

    private void publish(Stream<Object> payloads) {
        log.publish(payloads.<EventMessage<?>>map(GenericEventMessage::asEventMessage)
                .toList());
    }
}
