package io.kaipan.config.eventlog;

import io.kaipan.domain.customer.PersonalDataVault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;

/**
 * Makes messages of the log's rows, as Axon does: upcast, and read from their JSON when somebody wants them. The first of a
 * page who does has the customers' keys fetched that the page needs.
 */
final class LoggedMessages {
    /** What a message takes besides its bytes, with the event read from them. */
    private static final int BYTES_A_MESSAGE = 2_000;

    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final DataSubjects subjects;
    private final PersonalDataVault vault;

    LoggedMessages(Serializer serializer, EventUpcaster upcasters, DataSubjects subjects, PersonalDataVault vault) {
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.subjects = subjects;
        this.vault = vault;
    }

    /**
     * A page of some rows. It ends before a row that can't be read, unless that is the first.
     *
     * @throws UnreadableLoggedType when already the first can't be read
     */
    Optional<SharedPages.Page> page(List<LogRow> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Runnable keys = keysOf(rows);
        Iterator<IntermediateEventRepresentation> upcast = upcasters
                .upcast(rows.stream().map(row -> new InitialEventRepresentation(row, serializer)))
                .iterator();
        List<TrackedEventMessage<?>> messages = new ArrayList<>(rows.size());
        try {
            while (upcast.hasNext()) {
                messages.add(message(upcast.next(), keys));
            }
        } catch (UnreadableLoggedType e) {
            if (messages.isEmpty()) {
                throw e;
            }
            return Optional.of(new SharedPages.Page(messages, messages.getLast().trackingToken(), bytes(rows)));
        }
        return Optional.of(new SharedPages.Page(messages, rows.getLast().trackingToken(), bytes(rows)));
    }

    private static int bytes(List<LogRow> rows) {
        return rows.stream()
                .mapToInt(row -> BYTES_A_MESSAGE + row.payload().length + row.metaData().length)
                .sum();
    }

    private Runnable keysOf(List<LogRow> rows) {
        AtomicBoolean fetched = new AtomicBoolean();
        return () -> {
            if (!fetched.getAndSet(true)) {
                vault.prepare(rows.stream()
                        .map(row -> subjects.in(row.payloadType(), row.payload()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
            }
        };
    }

    private TrackedEventMessage<?> message(IntermediateEventRepresentation event, Runnable keys) {
        Message<?> content = new SerializedMessage<>(
                event.getMessageIdentifier(),
                new LazyDeserializingObject<>(
                        () -> {
                            keys.run();
                            return event.getData();
                        },
                        event.getType(),
                        serializer),
                event.getMetaData());
        return event.getAggregateIdentifier()
                .<TrackedEventMessage<?>>map(record -> new GenericTrackedDomainEventMessage<>(
                        event.getTrackingToken().orElseThrow(),
                        event.getAggregateType().orElse(null),
                        record,
                        event.getSequenceNumber().orElseThrow(),
                        content,
                        event::getTimestamp))
                .orElseGet(() -> new GenericTrackedEventMessage<>(
                        event.getTrackingToken().orElseThrow(), content, event::getTimestamp));
    }
}
