package io.kaipan.query.pointsproof;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Where events stand in the log. */
public interface LogPositions {
    /**
     * The positions of several events.
     *
     * @param events their ids
     * @return by id, those that the log doesn't have missing; empty where the store of events can't be asked by id
     */
    Optional<Map<String, Long>> find(Collection<String> events);
}
