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

/**
 * A row of {@code view.customer_link}: a lead, an opportunity or a membership of a customer.
 *
 * @param customer whose it is now
 * @param home whose it was before any merge (CUS-4)
 */
record StoredLink(
        String record,
        Kind kind,
        CustomerId customer,
        CustomerId home,
        ProjectCode project,
        @Nullable UserName owner,
        Instant since) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredLink> LINKS = Table.<StoredLink>named("customer_link", "record_id")
            .text("record_id", StoredLink::record)
            .text("kind", StoredLink::kind)
            .link(CUSTOMER, StoredLink::customer)
            .text("home_id", StoredLink::home)
            .text("project", StoredLink::project)
            .text("owner", StoredLink::owner)
            .instant("since", StoredLink::since)
            .reads(StoredLink::from);

    enum Kind {
        LEAD,
        OPPORTUNITY,
        /** Has no owner: the managers of the project where the member joined see who it is. */
        MEMBERSHIP
    }

    StoredLink ownedBy(UserName newOwner) {
        return new StoredLink(record, kind, customer, home, project, newOwner, since);
    }

    /** The same record under another customer, who stands for its own (CUS-4). */
    StoredLink under(CustomerId present) {
        return new StoredLink(record, kind, present, home, project, owner, since);
    }

    static StoredLink from(ResultSet row) throws SQLException {
        CustomerId customer = new CustomerId(row.getString(CUSTOMER));
        CustomerId home = Columns.valueOrNull(row, "home_id", CustomerId::new);
        return new StoredLink(
                row.getString("record_id"),
                Kind.valueOf(row.getString("kind")),
                customer,
                home == null ? customer : home,
                new ProjectCode(row.getString("project")),
                Columns.valueOrNull(row, "owner", UserName::new),
                Columns.instant(row, "since"));
    }
}
