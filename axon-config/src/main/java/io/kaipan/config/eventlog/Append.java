package io.kaipan.config.eventlog;

import io.kaipan.command.intake.Assumptions;
import io.kaipan.command.intake.PendingKey;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * What a command writes with its commit: its events, its idempotency key if it has one (G-3), and what it took for granted.
 *
 * @param events as they are to stand in the log, in their order
 */
record Append(List<Row> events, @Nullable PendingKey key, Assumptions assumptions) {
    Append(@Nullable PendingKey key, Assumptions assumptions) {
        this(new ArrayList<>(), key, assumptions);
    }

    /** An event in the log. */
    record Row(
            String eventIdentifier,
            String aggregateIdentifier,
            long sequenceNumber,
            @Nullable String type,
            String payloadType,
            String payloadRevision,
            byte[] payload,
            byte[] metaData,
            String timeStamp) {
        static Row of(DomainEventMessage<?> event, Serializer serializer) {
            SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
            return new Row(
                    event.getIdentifier(),
                    event.getAggregateIdentifier(),
                    event.getSequenceNumber(),
                    event.getType(),
                    payload.getType().getName(),
                    payload.getType().getRevision(),
                    payload.getData(),
                    event.serializeMetaData(serializer, byte[].class).getData(),
                    DateTimeUtils.formatInstant(event.getTimestamp()));
        }
    }
}
