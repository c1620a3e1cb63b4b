package io.kaipan.query.viewposition;

import java.util.SortedSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/** Whether a token has everything up to a position behind it. */
final class Reach {
    /**
     * A token of the log in PostgreSQL can have gaps: numbers of events that are not committed yet, or never will be. They
     * matter where an event is committed by now, that those which read the log have yet to meet. While a view is replayed,
     * what counts is how far the replay has come.
     */
    static boolean covers(@Nullable TrackingToken token, long position, CommittedPositions committed) {
        TrackingToken reached = WrappedToken.unwrapLowerBound(token);
        if (reached instanceof GapAwareTrackingToken gapAware) {
            SortedSet<Long> before = gapAware.getGaps().headSet(position + 1);
            return gapAware.getIndex() >= position && (before.isEmpty() || !committed.holdAnyOf(before));
        }
        return reached != null && reached.position().orElse(-1) >= position;
    }

    private Reach() {}
}
