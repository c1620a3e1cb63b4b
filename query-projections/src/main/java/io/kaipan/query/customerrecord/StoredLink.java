package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.customer_link}: a lead or an opportunity of a customer. */
record StoredLink(
        String record,
        Kind kind,
        CustomerId customer,
        ProjectCode project,
        @Nullable UserName owner,
        Instant since) {
    static final Table<StoredLink> LINKS = Table.<StoredLink>named("customer_link", "record_id")
            .text("record_id", StoredLink::record)
            .text("kind", StoredLink::kind)
            .text("customer_id", StoredLink::customer)
            .text("project", StoredLink::project)
            .text("owner", StoredLink::owner)
            .instant("since", StoredLink::since)
            .reads(StoredLink::from);

    enum Kind {
        LEAD,
        OPPORTUNITY
    }

    StoredLink ownedBy(UserName newOwner) {
        return new StoredLink(record, kind, customer, project, newOwner, since);
    }

    static StoredLink from(ResultSet row) throws SQLException {
        return new StoredLink(
                row.getString("record_id"),
                Kind.valueOf(row.getString("kind")),
                new CustomerId(row.getString("customer_id")),
                new ProjectCode(row.getString("project")),
                Columns.valueOrNull(row, "owner", UserName::new),
                Columns.instant(row, "since"));
    }
}
