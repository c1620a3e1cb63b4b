package io.kaipan.config.processing;

import io.kaipan.config.eventlog.LogTail;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while a processor can't get on, with the name of what stops it; parked events stop nobody. */
final class ProcessorHealth extends AbstractHealthIndicator {
    private final EventProcessingConfiguration processing;
    private final LogTail tail;

    ProcessorHealth(EventProcessingConfiguration processing, LogTail tail) {
        super("The event processors can't be asked");
        this.processing = processing;
        this.tail = tail;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor.isError()
                    || processor instanceof StreamingEventProcessor streaming
                            && streaming.processingStatus().values().stream().anyMatch(part -> part.isErrorState())) {
                health.down().withDetail(name, "stopped by an error, tries again");
            }
        });
        tail.unreadable().ifPresent(event -> health.down().withDetail("unreadable", event.getMessage()));
    }
}
