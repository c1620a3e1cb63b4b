package io.kaipan.config.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import org.axonframework.common.IdentifierFactory;

/**
 * The ids of commands and events: UUIDs of version 7, which grow with time. So the log's index over the events' ids grows
 * at its end, where random ones would touch, and after each checkpoint write anew, a page somewhere in it for each event.
 * Axon finds it as a service.
 */
public final class MessageIds extends IdentifierFactory {
    private final NoArgGenerator uuids = Generators.timeBasedEpochGenerator();

    @Override
    public String generateIdentifier() {
        return uuids.generate().toString();
    }
}
