package io.kaipan.query.leadlist;

import io.kaipan.query.userlist.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lead as a question finds it, still sealed, with its customer and owner. */
record FoundLead(
        StoredLead lead, StoredCustomer customer, @Nullable UserRef owner) {
    static FoundLead from(ResultSet row) throws SQLException {
        StoredLead lead = StoredLead.from(row, Set.of(), Set.of());
        return new FoundLead(
                lead,
                StoredCustomer.from(row, Set.of(), Set.of()),
                UserRef.of(lead.standing().owner(), row.getString("display_name")));
    }
}
