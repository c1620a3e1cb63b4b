package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.query.personaldata.Tokens;
import io.kaipan.query.projection.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A customer as a question finds them, still sealed. @param seen whether the asker may see their personal data */
record FoundCustomer(
        StoredCustomer customer,
        boolean seen,
        List<LeadId> leads,
        List<OpportunityId> opportunities,
        List<CustomerId> merged) {
    static FoundCustomer from(ResultSet row) throws SQLException {
        return new FoundCustomer(
                StoredCustomer.from(row, Tokens.NONE, Tokens.NONE),
                row.getBoolean("seen"),
                Columns.values(row, "leads", LeadId::new),
                Columns.values(row, "opportunities", OpportunityId::new),
                Columns.values(row, "merged", CustomerId::new));
    }
}
