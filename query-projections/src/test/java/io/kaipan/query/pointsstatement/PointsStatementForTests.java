package io.kaipan.query.pointsstatement;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Views;

/** Makes statements for tests of other packages. */
public final class PointsStatementForTests {
    public static Projection projection(Views views) {
        return new PointsStatementProjection(views.vault);
    }

    public static PointsStatement of(Views views) {
        return new PointsStatement(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    }

    private PointsStatementForTests() {}
}
