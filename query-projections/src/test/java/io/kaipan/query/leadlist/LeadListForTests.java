package io.kaipan.query.leadlist;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.testing.Views;

/** The projection of this view, for tests in other packages. */
public final class LeadListForTests {
    public static Projection projection(Views views) {
        return new LeadListProjection(views.vault);
    }

    private LeadListForTests() {}
}
