package io.kaipan.query.recordhistory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/** The event log, read record by record. */
public interface RecordStreams {
    /**
     * All events of several records, in the order of each record's own stream.
     *
     * @param ids of the records
     * @return by id; records without events are missing
     */
    Map<String, List<DomainEventMessage<?>>> read(Collection<String> ids);
}
