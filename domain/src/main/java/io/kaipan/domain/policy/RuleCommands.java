package io.kaipan.domain.policy;

import org.axonframework.eventhandling.EventMessage;

/**
 * Sends what a policy asks for, in the name of its rule (G-4). An event can come again, after a crash or a replay: what is sent
 * names the event as its cause, and the one who carries it out does so once for a cause.
 */
public interface RuleCommands {
    /**
     * Sends a command and waits until it is carried out, in a transaction of its own.
     *
     * @param rule the rule's id, for example {@code PTS-2}
     * @param cause the event that it follows from
     */
    void send(Object command, String rule, EventMessage<?> cause);
}
