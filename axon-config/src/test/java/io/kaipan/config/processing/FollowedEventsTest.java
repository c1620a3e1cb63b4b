package io.kaipan.config.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaipan.config.eventlog.TellingStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
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
            FollowedEvents.oneByOne(log, String.class::equals, later).openStream(null);

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
    @DisplayName("a view gets what it follows in chunks, under the token behind all that was passed over with them")
    void inChunks() throws InterruptedException {
        publish(Stream.concat(
                IntStream.range(0, FollowedEvents.CHUNK).mapToObj(number -> "a" + number), Stream.of("b", 1, 2)));
        BlockingStream<TrackedEventMessage<?>> chunks = FollowedEvents.inChunks(
                        log, String.class::equals, later, () -> OptionalLong.of(0))
                .openStream(null);

        List<TrackedEventMessage<?>> events = new ArrayList<>();
        while (chunks.hasNextAvailable()) {
            events.add(chunks.nextAvailable());
        }

        assertThat(events).hasSize(FollowedEvents.CHUNK + 1);
        assertThat(events.subList(0, FollowedEvents.CHUNK))
                .extracting(event -> position(event.trackingToken()))
                .containsOnly((long) FollowedEvents.CHUNK - 1);
        assertThat(events.getLast().getPayload()).isEqualTo("b");
        assertThat(position(events.getLast().trackingToken())).isEqualTo(position(log.createHeadToken()));
        chunks.close();
    }

    @Test
    @DisplayName("a view in several segments gets each event under its own token")
    void inSegments() throws InterruptedException {
        publish(Stream.of("a", 1, "b"));
        BlockingStream<TrackedEventMessage<?>> events = FollowedEvents.inChunks(
                        log, String.class::equals, later, OptionalLong::empty)
                .openStream(null);

        assertThat(position(events.nextAvailable().trackingToken())).isZero();
        assertThat(position(events.nextAvailable().trackingToken())).isEqualTo(2);
        events.close();
    }

    @Test
    @DisplayName("events that an upcaster made of one stay in one chunk")
    void notTorn() throws InterruptedException {
        TrackingToken token = new GlobalSequenceTrackingToken(FollowedEvents.CHUNK);
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        for (int number = 1; number < FollowedEvents.CHUNK; number++) {
            events.add(event(new GlobalSequenceTrackingToken(number), "a" + number));
        }
        events.add(event(token, "first"));
        events.add(event(token, "second"));
        BlockingStream<TrackedEventMessage<?>> chunks = FollowedEvents.inChunks(
                        from -> new Told(events), String.class::equals, later, () -> OptionalLong.of(0))
                .openStream(null);

        for (int number = 0; number <= FollowedEvents.CHUNK; number++) {
            assertThat(chunks.nextAvailable().trackingToken()).isEqualTo(token);
        }
    }

    @Test
    @DisplayName("a view that has enough before it gets more once it has come on, and is woken then")
    void waitsForTheView() throws InterruptedException {
        int many = 2 * FollowedEvents.MOST_BEFORE;
        publish(IntStream.range(0, many).mapToObj(number -> "a" + number));
        AtomicLong reached = new AtomicLong(-1);
        AtomicInteger woken = new AtomicInteger();
        BlockingStream<TrackedEventMessage<?>> chunks = FollowedEvents.inChunks(
                        log, String.class::equals, later, () -> OptionalLong.of(reached.get()))
                .openStream(null);
        chunks.setOnAvailableCallback(woken::incrementAndGet);

        assertThat(taken(chunks)).isBetween(FollowedEvents.MOST_BEFORE, many - 1);
        await().until(() -> woken.get() > 0);
        assertThat(taken(chunks)).isZero();
        reached.set(many);
        assertThat(taken(chunks)).isPositive();
        chunks.close();
    }

    /** Takes all there is, as Axon does: with a look at the next after each. */
    private static int taken(BlockingStream<TrackedEventMessage<?>> events) throws InterruptedException {
        int taken = 0;
        while (events.hasNextAvailable()) {
            events.nextAvailable();
            events.peek();
            taken++;
        }
        return taken;
    }

    private static TrackedEventMessage<?> event(TrackingToken token, String payload) {
        return new GenericTrackedEventMessage<>(token, GenericEventMessage.asEventMessage(payload));
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }

    @Test
    @DisplayName("who waits at the end is woken at once for what it follows, and for others a little later, together")
    void wakes() {
        Told told = new Told(List.of());
        AtomicInteger woken = new AtomicInteger();
        FollowedEvents.oneByOne(from -> told, String.class::equals, later)
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

    /** A stream of some events. */
    private static final class Told implements TellingStream {
        private final Deque<TrackedEventMessage<?>> events;
        private Consumer<Class<?>> waiter = type -> {};

        Told(List<TrackedEventMessage<?>> events) {
            this.events = new ArrayDeque<>(events);
        }

        @Override
        public void tell(Consumer<Class<?>> newWaiter) {
            waiter = newWaiter;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.ofNullable(events.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return !events.isEmpty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return events.remove();
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
