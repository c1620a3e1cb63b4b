package io.kaipan.config.messaging;

import io.kaipan.domain.shared.Stamp;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * What every event tells about where it comes from (G-4): who, with which roles, by which command, caused by what.
 * {@code correlationId} names the first message of the chain, {@code causationId} the one just before. The reason of a
 * command stands in the event itself, because it may be personal data and is sealed there.
 */
final class EventOrigin implements CorrelationDataProvider {
    static final String COMMAND_NAME = "commandName";
    static final String COMMAND_ID = "commandId";
    static final String CORRELATION_ID = "correlationId";
    static final String CAUSATION_ID = "causationId";

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        MetaData given = message.getMetaData();
        Map<String, Object> origin = new HashMap<>();
        origin.put(CORRELATION_ID, given.getOrDefault(CORRELATION_ID, message.getIdentifier()));
        origin.put(CAUSATION_ID, message.getIdentifier());
        if (message instanceof CommandMessage<?> command) {
            copy(given, Stamp.USER, origin);
            copy(given, Stamp.ROLES, origin);
            origin.put(COMMAND_NAME, command.getPayloadType().getSimpleName());
            origin.put(COMMAND_ID, command.getIdentifier());
        }
        return origin;
    }

    private static void copy(MetaData given, String key, Map<String, Object> origin) {
        Object value = given.get(key);
        if (value != null) {
            origin.put(key, value);
        }
    }
}
