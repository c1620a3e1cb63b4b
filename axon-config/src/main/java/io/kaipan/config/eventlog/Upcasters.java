package io.kaipan.config.eventlog;

import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * Every upcaster there is, oldest revision first: each leads one event one revision further. An event whose revision
 * rises gets its upcaster here and keeps its older samples in the golden file.
 */
final class Upcasters {
    static final List<EventUpcaster> ALL = List.of(new OpportunityOpenedToSecond(), new OpportunityClosedToSecond());

    private Upcasters() {}
}
