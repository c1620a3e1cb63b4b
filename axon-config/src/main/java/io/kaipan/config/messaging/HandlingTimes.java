package io.kaipan.config.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.messaging.Message;
import org.axonframework.monitoring.MessageMonitor;

/**
 * Times how long messages take to be handled: a timer for each kind of message and outcome (success, failure, ignored),
 * looked up once. Axon's own monitors look four of them up, with percentiles, for every message.
 */
final class HandlingTimes implements MessageMonitor<Message<?>> {
    private final Map<String, Timers> timers = new ConcurrentHashMap<>();
    private final Function<Message<?>, String> kind;
    private final Function<String, Timers> register;

    private record Timers(Timer success, Timer failure, Timer ignored) {}

    /**
     * @param name the meter's name
     * @param tag the tag that tells kinds of messages apart
     * @param kind the kind of a message
     */
    HandlingTimes(MeterRegistry registry, String name, String tag, Function<Message<?>, String> kind) {
        this.kind = kind;
        this.register = value -> new Timers(
                registry.timer(name, tag, value, "outcome", "success"),
                registry.timer(name, tag, value, "outcome", "failure"),
                registry.timer(name, tag, value, "outcome", "ignored"));
    }

    @Override
    public MonitorCallback onMessageIngested(Message<?> message) {
        Timers ofKind = timers.computeIfAbsent(kind.apply(message), register);
        long began = System.nanoTime();
        return new MonitorCallback() {
            @Override
            public void reportSuccess() {
                ofKind.success.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }

            @Override
            public void reportFailure(Throwable cause) {
                ofKind.failure.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }

            @Override
            public void reportIgnored() {
                ofKind.ignored.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
        };
    }
}
