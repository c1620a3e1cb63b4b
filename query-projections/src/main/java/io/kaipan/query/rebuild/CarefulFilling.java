package io.kaipan.query.rebuild;

import io.kaipan.query.projection.DirectRows;
import io.kaipan.query.projection.StoreErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Writes the rows of each page before the next. A page that can't be written is halved, and halved again, until the event
 * is known whose row is refused.
 */
final class CarefulFilling implements Filling {
    private final DirectRows rows;
    private final ParkedInBuild parked;

    CarefulFilling(DirectRows rows, ParkedInBuild parked) {
        this.rows = rows;
        this.parked = parked;
    }

    @Override
    public void take(List<LoggedEvent> events) {
        boolean waits = events.stream().anyMatch(parked::isBehindAnother);
        RuntimeException failure = waits ? null : attempt(events);
        if (!waits && failure == null) {
            return;
        }
        if (events.size() > 1) {
            int half = events.size() / 2;
            take(events.subList(0, half));
            take(events.subList(half, events.size()));
        } else if (failure == null) {
            parked.behind(events.getFirst());
        } else {
            parked.park(events.getFirst(), failure);
        }
    }

    /** @return why these events can't be written; null when they are */
    private @Nullable RuntimeException attempt(List<LoggedEvent> events) {
        try {
            rows.take(events.stream().map(LoggedEvent::recorded).toList());
            return null;
        } catch (DataAccessException e) {
            if (!StoreErrors.isRefusal(e)) {
                throw e;
            }
            return e;
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Override
    public void finish() {}

    @Override
    public long rows() {
        return rows.copied();
    }
}
