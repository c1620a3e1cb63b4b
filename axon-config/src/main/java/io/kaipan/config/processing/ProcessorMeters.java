package io.kaipan.config.processing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * How far each processor of this node is: {@code kaipan.processor.lag} (events up to the end of the log),
 * {@code kaipan.processor.gaps} (numbers in the log that are waited for) and {@code kaipan.processor.parked} (events that
 * could not be handled).
 */
final class ProcessorMeters {
    private static final String TAG = "processor";

    private final EventProcessingConfiguration processing;
    private final Head head;
    private final MeterRegistry registry;

    ProcessorMeters(EventProcessingConfiguration processing, EventStore log, MeterRegistry registry) {
        this.processing = processing;
        this.head = new Head(log);
        this.registry = registry;
    }

    void add(EventProcessor processor) {
        if (processor instanceof StreamingEventProcessor streaming) {
            gauge("lag", streaming, this::lag);
            gauge("gaps", streaming, ProcessorMeters::gaps);
            gauge("parked", streaming, this::parked);
        }
    }

    void remove(String processor) {
        Stream.of("lag", "gaps", "parked")
                .map(ProcessorMeters::named)
                .flatMap(name -> registry.find(name).tag(TAG, processor).gauges().stream())
                .forEach(registry::remove);
    }

    private void gauge(
            String name, StreamingEventProcessor processor, ToDoubleFunction<StreamingEventProcessor> value) {
        Gauge.builder(named(name), processor, value)
                .tag(TAG, processor.getName())
                .register(registry);
    }

    private static String named(String name) {
        return "kaipan.processor." + name;
    }

    /** Not a number while this node runs no part of the processor. */
    private double lag(StreamingEventProcessor processor) {
        Collection<EventTrackerStatus> parts = processor.processingStatus().values();
        return parts.stream().mapToLong(part -> part.getCurrentPosition().orElse(0)).min().stream()
                .mapToDouble(position -> Math.max(0, head.position() - position))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double gaps(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .mapToInt(part -> gapsIn(part.getTrackingToken()))
                .sum();
    }

    private static int gapsIn(@Nullable TrackingToken token) {
        return WrappedToken.unwrap(token, GapAwareTrackingToken.class)
                .map(known -> known.getGaps().size())
                .orElse(0);
    }

    private double parked(StreamingEventProcessor processor) {
        return processing
                .deadLetterQueue(processor.getName())
                .map(queue -> (double) queue.size())
                .orElse(0.0);
    }

    /** The end of the log, asked for once for all processors of one look. */
    private static final class Head {
        private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

        private final EventStore log;
        private long position;
        private long askedAt = System.nanoTime() - KEPT_NANOS;

        Head(EventStore log) {
            this.log = log;
        }

        synchronized long position() {
            if (System.nanoTime() - askedAt >= KEPT_NANOS) {
                TrackingToken end = log.createHeadToken();
                position = (end == null ? OptionalLong.empty() : end.position()).orElse(0);
                askedAt = System.nanoTime();
            }
            return position;
        }
    }
}
