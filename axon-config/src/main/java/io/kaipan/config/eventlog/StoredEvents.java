package io.kaipan.config.eventlog;

import io.kaipan.domain.shared.Stamp;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.rebuild.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads stored events as Axon does, upcasters included, without the envelopes that nobody asks for in bulk. */
final class StoredEvents {
    private static final JsonFactory JSON = new JsonFactory();

    private final LogSerializer serializer;
    private final EventUpcaster upcasters;

    StoredEvents(LogSerializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** A row of the log. */
    @SuppressWarnings("ArrayRecordComponent")
    record Stored(
            long position,
            String record,
            long sequenceNumber,
            String type,
            String revision,
            byte[] payload,
            byte[] metaData,
            String timestamp)
            implements DomainEventData<byte[]> {
        @Override
        public String getEventIdentifier() {
            return Long.toString(position);
        }

        @Override
        public Instant getTimestamp() {
            return LoggedInstant.parse(timestamp);
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return new SerializedMetaData<>(metaData, byte[].class);
        }

        @Override
        public SerializedObject<byte[]> getPayload() {
            return new SimpleSerializedObject<>(payload, byte[].class, type, revision);
        }

        @Override
        public @Nullable String getType() {
            return null;
        }

        @Override
        public String getAggregateIdentifier() {
            return record;
        }

        @Override
        public long getSequenceNumber() {
            return sequenceNumber;
        }
    }

    List<LoggedEvent> read(List<Stored> page) {
        return upcasters
                .upcast(page.stream()
                        .map(row -> new InitialEventRepresentation(
                                new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(row.position()), row),
                                serializer)))
                .toList()
                .parallelStream() // most of the time goes into this
                .map(this::event)
                .toList();
    }

    private LoggedEvent event(IntermediateEventRepresentation stored) {
        return new LoggedEvent(
                ((GlobalSequenceTrackingToken) stored.getTrackingToken().orElseThrow()).getGlobalIndex(),
                stored.getAggregateIdentifier().orElseThrow(),
                new Recorded(
                        Objects.requireNonNull(serializer.deserialize(stored.getData())),
                        stored.getSequenceNumber().orElseThrow(),
                        stored.getTimestamp(),
                        user(stored.getMetaData())));
    }

    private static @Nullable String user(LazyDeserializingObject<MetaData> metaData) {
        return metaData.isDeserialized() || !(metaData.getSerializedObject().getData() instanceof byte[] json)
                ? (String) metaData.getObject().get(Stamp.USER)
                : user(json);
    }

    /** The user named in metadata, which are a flat object. */
    private static @Nullable String user(byte[] metaData) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), metaData)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = json.currentName().equals(Stamp.USER);
                json.nextToken();
                if (wanted) {
                    return json.getValueAsString();
                }
                json.skipChildren();
            }
            return null;
        }
    }
}
