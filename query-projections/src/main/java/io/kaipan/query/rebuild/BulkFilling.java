package io.kaipan.query.rebuild;

import io.kaipan.query.projection.BulkRows;
import java.util.List;
import org.springframework.dao.DataAccessException;

/** Folds events in memory and copies rows when all is read. A row that a table refuses can't be traced to its event. */
final class BulkFilling implements Filling {
    private final BulkRows rows;
    private final ParkedInBuild parked;

    BulkFilling(BulkRows rows, ParkedInBuild parked) {
        this.rows = rows;
        this.parked = parked;
    }

    @Override
    public void take(List<LoggedEvent> page) {
        rows.foresee(() -> page.stream().map(LoggedEvent::recorded).iterator());
        for (LoggedEvent event : page) {
            if (parked.isBehindAnother(event)) {
                parked.behind(event);
            } else {
                fold(event);
            }
        }
        rows.makeRoom();
    }

    private void fold(LoggedEvent event) {
        try {
            rows.fold(event.recorded());
        } catch (DataAccessException storeFailed) {
            throw storeFailed;
        } catch (RuntimeException e) {
            parked.park(event, e);
        }
    }

    @Override
    public void finish() {
        rows.write();
    }

    @Override
    public void close() {
        rows.close();
    }

    @Override
    public long rows() {
        return rows.copied();
    }
}
