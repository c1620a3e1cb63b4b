package io.kaipan.query.opportunitylist;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.testing.Views;

/** The projection of this view, for tests in other packages. */
public final class OpportunityListForTests {
    public static Projection projection(Views views) {
        return new OpportunityListProjection(views.vault);
    }

    private OpportunityListForTests() {}
}
