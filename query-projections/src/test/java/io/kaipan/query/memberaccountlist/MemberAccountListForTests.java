package io.kaipan.query.memberaccountlist;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.readtrail.ReadTrailForTests;
import io.kaipan.query.testing.Views;

/** This view, for tests in other packages. */
public final class MemberAccountListForTests {
    public static Projection projection(Views views) {
        return new MemberAccountListProjection(views.vault);
    }

    public static MemberAccountList list(Views views) {
        return new MemberAccountList(views.queryJdbc, views.vault, ReadTrailForTests.of(views.queryJdbc, views.clock));
    }

    private MemberAccountListForTests() {}
}
