package io.kaipan.query.opportunitylist;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Views;

/** The projection of this view, for tests in other packages. */
public final class OpportunityListForTests {
    public static Projection projection(Views views) {
        return new OpportunityListProjection(views.vault);
    }

    /** The lists, read from these views. */
    public static OpportunityList list(Views views) {
        return new OpportunityList(
                views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock), views.clock);
    }

    private OpportunityListForTests() {}
}
