package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.projection.Columns;
import io.kaipan.query.projection.Row;
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
    static final String TABLE = "view.customer_link";

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

    Row row() {
        return new Row()
                .text("record_id", record)
                .text("kind", kind)
                .text("customer_id", customer)
                .text("project", project)
                .text("owner", owner)
                .instant("since", since);
    }
}
