package io.kaipan.query.opportunityrecord;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.testing.Views;

/** The projection of this view, for tests in other packages. */
public final class OpportunityRecordsForTests {
    public static Projection projection(Views views) {
        return new OpportunityRecordProjection(views.vault);
    }

    private OpportunityRecordsForTests() {}
}
