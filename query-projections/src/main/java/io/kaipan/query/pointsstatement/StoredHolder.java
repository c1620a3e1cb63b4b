package io.kaipan.query.pointsstatement;

import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of {@code view.points_holder}: an account with a ledger. @param project where the member joined */
record StoredHolder(MemberAccountId account, ProjectCode project) {
    static final Table<StoredHolder> HOLDERS = Table.<StoredHolder>named("points_holder", "account_id")
            .text("account_id", StoredHolder::account)
            .text("project", StoredHolder::project)
            .reads(StoredHolder::from);

    private static StoredHolder from(ResultSet row) throws SQLException {
        return new StoredHolder(
                new MemberAccountId(row.getString("account_id")), new ProjectCode(row.getString("project")));
    }
}
