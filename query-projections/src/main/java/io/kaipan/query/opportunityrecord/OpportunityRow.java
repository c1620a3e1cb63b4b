package io.kaipan.query.opportunityrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.userlist.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity as the asker may see it (OPP-1, G-8).
 *
 * @param version sequence number of its last event, for {@code expectedVersion}
 * @param name null when masked, "erased" when the customer is forgotten
 * @param winProbability percent
 * @param followUpLevel null when nobody has set one
 * @param description null when there is none, masked or erased
 * @param owner null while nobody owns it
 * @param lead the lead it came from; null when it was opened otherwise
 * @param masked whether personal data is masked because the asker may not see it (G-8)
 * @param forgotten whether the customer is forgotten (G-5)
 */
public record OpportunityRow(
        OpportunityId id,
        long version,
        @Nullable String name,
        CustomerId customer,
        ProjectCode project,
        String awarenessChannel,
        String stage,
        int winProbability,
        @Nullable String followUpLevel,
        @Nullable String description,
        @Nullable UserRef owner,
        @Nullable LeadId lead,
        Instant openedAt,
        Instant changedAt,
        boolean masked,
        boolean forgotten) {}
