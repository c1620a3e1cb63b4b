package io.kaipan.config.processing;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.lead.LeadEvent;
import io.kaipan.domain.member.MemberEvent;
import io.kaipan.domain.opportunity.OpportunityEvent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/** The events about one customer one after the other, whichever record they are of. */
final class CustomerSequence implements SequencingPolicy<EventMessage<?>> {
    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> event) {
        return switch (event.getPayload()) {
            case CustomerEvent e -> e.customer().value();
            case LeadEvent e -> e.customer().value();
            case MemberEvent e -> e.customer().value();
            case OpportunityEvent e -> e.customer().value();
            default -> OneSequence.NAME;
        };
    }
}
