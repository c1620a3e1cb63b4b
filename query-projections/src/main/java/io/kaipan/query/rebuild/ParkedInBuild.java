package io.kaipan.query.rebuild;

import io.kaipan.query.generation.Generation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a build parks, counted and logged. */
final class ParkedInBuild {
    private static final Logger log = LoggerFactory.getLogger(ParkedInBuild.class);

    private final Generation generation;
    private final Parking parking;
    private long count;

    ParkedInBuild(Generation generation, Parking parking) {
        this.generation = generation;
        this.parking = parking;
    }

    boolean isBehindAnother(LoggedEvent event) {
        return parking.isBehindAnother(event);
    }

    /** Parks an event that is behind another. */
    void behind(LoggedEvent event) {
        parking.park(event, null);
        count++;
    }

    /** Parks an event that can't be handled. */
    void park(LoggedEvent event, RuntimeException cause) {
        log.error(
                "{} can't handle the event at {} ({}) and parks it: {}",
                generation.group(),
                event.position(),
                event.recorded().event().getClass().getSimpleName(),
                cause.getClass().getSimpleName());
        parking.park(event, cause);
        count++;
    }

    long count() {
        return count;
    }
}
