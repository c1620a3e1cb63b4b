package io.kaipan.query.rebuild;

import io.kaipan.query.projection.ViewHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** The processors that hand events to the generations of views on this node. */
public interface ViewProcessors {
    /**
     * Lets a generation follow the log, from its token on; from the beginning of the log when it has none. Changes nothing
     * when it does already.
     */
    void begin(String view, String group, ViewHandler handler);

    /** Lets a generation follow no longer; returns when nothing is written any more. Changes nothing when it doesn't. */
    void end(String group);

    /** The dead letters of a generation. */
    Parking parking(String view, String group);

    /**
     * Lets a generation begin after a token, once it does; in the transaction at hand.
     *
     * @param token null for the beginning of the log
     */
    void beginAfter(String group, @Nullable TrackingToken token);
}
