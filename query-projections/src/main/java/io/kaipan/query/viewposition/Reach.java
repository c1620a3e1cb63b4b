package io.kaipan.query.viewposition;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/** Whether a token has a position behind it. */
final class Reach {
    /**
     * A token of the log in PostgreSQL can have gaps: numbers of events that are not committed yet, or never will be. Only a
     * gap at the very position matters. While a view is replayed, what counts is how far the replay has come.
     */
    static boolean covers(@Nullable TrackingToken token, long position) {
        TrackingToken reached = WrappedToken.unwrapLowerBound(token);
        if (reached instanceof GapAwareTrackingToken gapAware) {
            return gapAware.getIndex() >= position && !gapAware.getGaps().contains(position);
        }
        return reached != null && reached.position().orElse(-1) >= position;
    }

    private Reach() {}
}
