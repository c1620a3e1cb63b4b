package io.kaipan.query.leadlist;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Views;

/** The projection of this view, for tests in other packages. */
public final class LeadListForTests {
    /** The lists as the log tells them now. */
    public static LeadList projected(Views views) {
        var projector = views.projector(projection(views));
        projector.reset();
        projector.project(views.log.read(), 100);
        return new LeadList(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    }

    public static Projection projection(Views views) {
        return new LeadListProjection(views.vault);
    }

    private LeadListForTests() {}
}
