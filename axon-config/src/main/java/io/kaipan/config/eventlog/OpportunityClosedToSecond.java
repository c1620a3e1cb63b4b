package io.kaipan.config.eventlog;

import java.util.Set;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.node.ObjectNode;

/** {@code opportunity.OpportunityWon} and {@code OpportunityLost}, revision 1 to 2: no opportunity came in closed. */
final class OpportunityClosedToSecond extends SingleEventUpcaster {
    private static final Set<String> NAMES = Set.of("opportunity.OpportunityWon", "opportunity.OpportunityLost");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return NAMES.contains(event.getType().getName())
                && "1".equals(event.getType().getRevision());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(
                new SimpleSerializedType(event.getType().getName(), "2"),
                ObjectNode.class,
                payload -> payload.putNull("originalAuthor"));
    }
}
