package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogTailTest {
    private final LogTail tail = new LogTail();

    @Test
    @DisplayName("growth is news once, until somebody reads for all who wait")
    void news() {
        assertThat(tail.grows()).isTrue();
        assertThat(tail.grows()).isFalse();

        assertThat(tail.observe(Stream.of(GenericEventMessage.asEventMessage("event")), false))
                .hasSize(1);
        assertThat(tail.grows()).isFalse();

        Stream<EventMessage<Object>> begun = tail.observe(Stream.of(GenericEventMessage.asEventMessage("event")), true);
        assertThat(tail.grows())
                .as("what comes after the reader began may be missed by it")
                .isTrue();
        assertThat(begun).hasSize(1);
    }

    @Test
    @DisplayName("once events were read, the next are given time to come together")
    void gathers() {
        long began = System.nanoTime();
        assertThat(tail.observe(Stream.of(GenericEventMessage.asEventMessage("event")), true))
                .hasSize(1);

        tail.observe(Stream.empty(), true);

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(LogTail.GATHERING.toNanos());
    }
}
