package io.kaipan.query.customerrecord;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Views;

/** Makes customers' records for tests of other packages. */
public final class CustomerRecordsForTests {
    /** The records as the log tells them now. */
    public static CustomerRecords projected(Views views) {
        var projector = views.projector(new CustomerRecordProjection(views.vault));
        projector.reset();
        projector.project(views.log.read(), 100);
        return new CustomerRecords(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    }

    /** The projection of this view. */
    public static Projection projection(Views views) {
        return new CustomerRecordProjection(views.vault);
    }

    private CustomerRecordsForTests() {}
}
