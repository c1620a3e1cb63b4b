package io.kaipan.query.leadlist;

import io.kaipan.query.personaldata.Tokens;
import io.kaipan.query.userlist.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A lead as a question finds it, still sealed, with its customer and owner. */
record FoundLead(
        StoredLead lead, StoredCustomer customer, @Nullable UserRef owner) {
    static FoundLead from(ResultSet row) throws SQLException {
        StoredLead lead = StoredLead.from(row, Tokens.NONE, Tokens.NONE);
        return new FoundLead(
                lead,
                StoredCustomer.from(row, Tokens.NONE, Tokens.NONE),
                UserRef.of(lead.standing().owner(), row.getString("display_name")));
    }
}
