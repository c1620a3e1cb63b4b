package io.kaipan.config.processing;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/**
 * All events one after the other. Axon's own policy for this names the sequence by an object of this JVM, which no other
 * JVM knows again: with several segments events would be lost at a restart.
 */
final class OneSequence implements SequencingPolicy<EventMessage<?>> {
    static final String NAME = "all";

    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> event) {
        return NAME;
    }
}
