package io.kaipan.query.projection;

import io.kaipan.domain.shared.Stamp;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was recorded.
 *
 * @param version of the record that it is of, after it
 * @param at when it was recorded
 * @param user who caused it; null for an event without an author
 */
public record Recorded(
        Object event, long version, Instant at, @Nullable String user) {
    /** Takes an event out of its envelope. */
    static Recorded of(EventMessage<?> message) {
        return new Recorded(
                message.getPayload(),
                message instanceof DomainEventMessage<?> ofRecord ? ofRecord.getSequenceNumber() : 0,
                message.getTimestamp(),
                (String) message.getMetaData().get(Stamp.USER));
    }

    /** Who caused it. @throws IllegalStateException when it says nothing of that */
    public String by() {
        if (user == null) {
            throw new IllegalStateException(event.getClass().getSimpleName() + " doesn't say who caused it");
        }
        return user;
    }
}
