package io.kaipan.query.memberaccountlist;

import io.kaipan.query.projection.Projection;
import io.kaipan.query.testing.Views;

/** The projection of this view, for tests in other packages. */
public final class MemberAccountListForTests {
    public static Projection projection(Views views) {
        return new MemberAccountListProjection(views.vault);
    }

    private MemberAccountListForTests() {}
}
