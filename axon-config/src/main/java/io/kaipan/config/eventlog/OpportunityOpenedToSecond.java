package io.kaipan.config.eventlog;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code opportunity.OpportunityOpened}, revision 1 to 2: opportunities came from leads only, arose when they were recorded,
 * and said nothing of value, close date, last contact and author.
 */
final class OpportunityOpenedToSecond extends SingleEventUpcaster {
    private static final String NAME = "opportunity.OpportunityOpened";

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(new SimpleSerializedType(NAME, "1"));
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(
                new SimpleSerializedType(NAME, "2"), ObjectNode.class, payload -> payload.putNull("estimatedValue")
                        .putNull("closeDate")
                        .putNull("lastContactAt")
                        .put("occurredAt", event.getTimestamp().toString())
                        .putNull("originalAuthor"));
    }
}
