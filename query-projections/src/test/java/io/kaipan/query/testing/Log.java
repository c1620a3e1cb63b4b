package io.kaipan.query.testing;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerEvent.CustomerRegistered;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.PersonalData;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * A log of events in memory. Read again, it answers as the real one does: personal data of forgotten customers is null.
 */
public final class Log {
    /** When the first event is recorded; each later one a minute after the one before. */
    public static final Instant START = Instant.parse("2026-03-01T01:00:00Z");

    private final VaultForTests vault;
    private final List<DomainEventMessage<?>> messages = new ArrayList<>();
    private final Map<String, Long> versions = new TreeMap<>();

    public Log(VaultForTests vault) {
        this.vault = vault;
    }

    /** When the next event will be recorded. */
    public Instant now() {
        return START.plus(Duration.ofMinutes(messages.size()));
    }

    /** Writes an event down. @param metaData key, value, key, value … besides the user */
    public DomainEventMessage<?> append(String user, Object aggregate, Object event, String... metaData) {
        if (event instanceof CustomerRegistered registered) {
            vault.create(registered.customer());
        }
        if (event instanceof CustomerForgotten forgotten) {
            vault.destroy(forgotten.customer());
        }
        Map<String, Object> data = new TreeMap<>(Map.of("user", user));
        for (int i = 0; i < metaData.length; i += 2) {
            data.put(metaData[i], metaData[i + 1]);
        }
        long version = versions.merge(aggregate.toString(), 0L, (last, none) -> last + 1);
        DomainEventMessage<?> message = new GenericDomainEventMessage<>(
                event.getClass().getEnclosingClass().getSimpleName(),
                aggregate.toString(),
                version,
                event,
                MetaData.from(data),
                "event-" + messages.size(),
                now());
        messages.add(message);
        return message;
    }

    /** All events in order, as they can still be read. */
    public List<DomainEventMessage<?>> read() {
        return read(messages);
    }

    /** The events of one record in order, as they can still be read. */
    public List<DomainEventMessage<?>> read(Object aggregate) {
        return read(messages.stream()
                .filter(message -> message.getAggregateIdentifier().equals(aggregate.toString()))
                .toList());
    }

    private List<DomainEventMessage<?>> read(List<DomainEventMessage<?>> some) {
        return some.stream().<DomainEventMessage<?>>map(this::readable).toList();
    }

    private DomainEventMessage<?> readable(DomainEventMessage<?> message) {
        return new GenericDomainEventMessage<>(
                message.getType(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                readable(message.getPayload()),
                message.getMetaData(),
                message.getIdentifier(),
                message.getTimestamp());
    }

    private Object readable(Object event) {
        RecordComponent[] components = event.getClass().getRecordComponents();
        boolean forgotten = Arrays.stream(components)
                .filter(component -> component.isAnnotationPresent(DataSubject.class))
                .anyMatch(subject -> vault.isForgotten((CustomerId) value(subject, event)));
        if (!forgotten) {
            return event;
        }
        try {
            return event.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component ->
                                    component.isAnnotationPresent(PersonalData.class) ? null : value(component, event))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object value(RecordComponent component, Object event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
