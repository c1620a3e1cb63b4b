package io.kaipan.query.customerrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.query.masking.Masking;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the asker may see them (CUS-1, G-8).
 *
 * @param version sequence number of the last event, for {@code expectedVersion}
 * @param name plain, masked (张*) or "erased"
 * @param otherNames names of customers merged into this one (CUS-4); none when masked or erased
 * @param mergedInto who stands for this customer since a merge (CUS-4); null when they stand for themselves
 * @param mergedFrom who was merged into this one
 * @param phones in E.164, masked (138****1234), or none when erased
 * @param details null when nothing is known, masked or erased
 * @param registeredBy login name
 * @param leads the customer's leads in projects that the asker is bound to, newest first
 * @param opportunities likewise
 * @param masked whether personal data is masked because the asker may not see it (G-8)
 * @param forgotten whether the customer is forgotten (G-5)
 * @param forgottenAt when; null unless forgotten
 */
public record CustomerRow(
        CustomerId id,
        long version,
        String name,
        List<String> otherNames,
        List<String> phones,
        @Nullable Details details,
        Instant registeredAt,
        String registeredBy,
        Instant changedAt,
        List<LeadId> leads,
        List<OpportunityId> opportunities,
        @Nullable CustomerId mergedInto,
        List<CustomerId> mergedFrom,
        boolean masked,
        boolean forgotten,
        @Nullable Instant forgottenAt) {
    /** The first of the phones; "erased" once forgotten, empty once merged into another, who has them all (CUS-4). */
    public String phone() {
        return !phones.isEmpty() ? phones.getFirst() : forgotten ? Masking.ERASED : "";
    }

    /** What is known besides name and phone; each null when unknown. */
    public record Details(
            @Nullable String email,
            @Nullable String identityDocument,
            @Nullable String address,
            @Nullable String note) {
        static final Details UNKNOWN = new Details(null, null, null, null);
    }
}
