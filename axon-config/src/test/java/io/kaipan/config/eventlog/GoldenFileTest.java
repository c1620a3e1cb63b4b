package io.kaipan.config.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log is a contract: {@code golden/events.json} holds a sample of every event in every revision that was ever
 * written. Samples are added, never changed; their personal data is sealed by {@link ReadableVault}.
 */
@DisplayName("The golden file of events")
class GoldenFileTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final LoggedTypes TYPES = new LoggedTypes(LoggedTypes.EVENTS, List.of());
    private static final LogSerializer SERIALIZER = new LogSerializer(TYPES, new ReadableVault());

    record Sample(String type, String revision, String payload) {
        SerializedType serializedType() {
            return new SimpleSerializedType(type, revision);
        }

        @Override
        public String toString() {
            return type + " revision " + revision;
        }
    }

    static List<Sample> samples() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(GoldenFileTest.class.getResourceAsStream("/golden/events.json"))) {
            return JSON.readTree(file)
                    .valueStream()
                    .map(sample -> new Sample(
                            sample.get("type").stringValue(),
                            sample.get("revision").stringValue(),
                            sample.get("payload").toString()))
                    .toList();
        }
    }

    @Test
    @DisplayName("has a sample of every event in every revision")
    void isComplete() throws IOException {
        Set<SerializedType> sampled =
                samples().stream().map(Sample::serializedType).collect(Collectors.toSet());
        Set<SerializedType> written = TYPES.classes().stream()
                .map(SERIALIZER::typeForClass)
                .flatMap(GoldenFileTest::allRevisions)
                .collect(Collectors.toSet());

        assertThat(sampled).containsExactlyInAnyOrderElementsOf(written);
    }

    private static Stream<SerializedType> allRevisions(SerializedType today) {
        return IntStream.rangeClosed(1, Integer.parseInt(today.getRevision()))
                .mapToObj(revision -> new SimpleSerializedType(today.getName(), Integer.toString(revision)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("loads whole")
    void loads(Sample sample) {
        List<? extends DomainEventMessage<?>> read = read(sample);

        assertThat(read).isNotEmpty().allSatisfy(event -> assertThat(event.getPayload())
                .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("is what is written today, where the revision is today's")
    void isWrittenTheSame(Sample sample) {
        if (!TYPES.isCurrent(sample.serializedType())) {
            return;
        }

        String written = SERIALIZER
                .serialize(read(sample).getFirst().getPayload(), String.class)
                .getData();

        assertThat(written).isEqualTo(sample.payload());
    }

    private static List<? extends DomainEventMessage<?>> read(Sample sample) {
        var entry = new GenericDomainEventEntry<>(
                "Any",
                "any",
                0,
                "any",
                "2026-01-01T00:00:00Z",
                sample.type(),
                sample.revision(),
                sample.payload().getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                        Stream.of(entry), SERIALIZER, new EventUpcasterChain(Upcasters.ALL))
                .asStream()
                .toList();
    }
}
