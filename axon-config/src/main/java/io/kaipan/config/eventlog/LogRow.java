package io.kaipan.config.eventlog;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log as processors read it, its time read once.
 *
 * @param aggregateIdentifier null for an event that no aggregate raised
 */
@SuppressWarnings("ArrayRecordComponent")
record LogRow(
        TrackingToken trackingToken,
        String eventIdentifier,
        @Nullable String aggregateIdentifier,
        long sequenceNumber,
        @Nullable String type,
        Instant timestamp,
        String payloadType,
        String revision,
        byte[] payload,
        byte[] metaData)
        implements DomainEventData<byte[]>, TrackedEventData<byte[]> {
    @Override
    public String getEventIdentifier() {
        return eventIdentifier;
    }

    @Override
    public @Nullable String getAggregateIdentifier() {
        return aggregateIdentifier;
    }

    @Override
    public long getSequenceNumber() {
        return sequenceNumber;
    }

    @Override
    public @Nullable String getType() {
        return type;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(payload, byte[].class, payloadType, revision);
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(metaData, byte[].class);
    }
}
