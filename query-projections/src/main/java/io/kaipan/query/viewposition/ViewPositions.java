package io.kaipan.query.viewposition;

import java.time.Duration;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** How far each view has read the log. */
@Component
public class ViewPositions {
    /**
     * Waits until a view shows everything up to a position, so that one reads one's own writes.
     *
     * @param view for example {@link io.kaipan.query.leadlist.LeadList#VIEW}
     * @param position from a receipt
     * @param timeout how long to wait at most
     * @return whether the view has reached it
     */
    public boolean await(String view, long position, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** Waits for several views at once. @return whether all have reached the position */
    public boolean await(Collection<String> views, long position, Duration timeout) {
        throw new UnsupportedOperationException();
    }
}
