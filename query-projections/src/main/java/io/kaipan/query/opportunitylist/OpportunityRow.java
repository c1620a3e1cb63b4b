package io.kaipan.query.opportunitylist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.InteractionKind;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.OpportunityState;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Money;
import io.kaipan.query.userlist.UserRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity as the asker may see it (OPP-1, G-8).
 *
 * @param version sequence number of its last event, for {@code expectedVersion}
 * @param name null when masked, "erased" when the customer is forgotten
 * @param stageSince since when it stands in its stage; for a closed one, when it entered it last
 * @param winProbability percent
 * @param probabilityOverridden whether that is the consultant's and not the stage's (OPP-2)
 * @param description null when there is none, masked or erased
 * @param owner null while nobody owns it
 * @param lead the lead it came from; null when it was opened otherwise
 * @param visitor who comes in the customer's place (OPP-5); null when nobody does, masked or erased
 * @param coVisitors who came together with the customer (OPP-5); none when masked or erased
 * @param nextFollowUp null when none is planned
 * @param openedAt when it arose (G-10)
 * @param recordedAt when that was written down
 * @param lastContactAt when the customer was reached last, as a lead too; null when never
 * @param waitingSince the last contact, or else since when it is open
 * @param daysSinceContact calendar days since then in the project's time zone (OPP-8, G-1); null unless open
 * @param followUpState how it stands on the follow-up clock (OPP-8); null unless open
 * @param closing null while it is open
 * @param masked whether personal data is masked because the asker may not see it (G-8)
 * @param forgotten whether the customer is forgotten (G-5)
 */
public record OpportunityRow(
        OpportunityId id,
        long version,
        OpportunityState state,
        @Nullable String name,
        CustomerId customer,
        ProjectCode project,
        String awarenessChannel,
        String stage,
        Instant stageSince,
        int winProbability,
        boolean probabilityOverridden,
        String followUpLevel,
        @Nullable Money estimatedValue,
        @Nullable LocalDate closeDate,
        @Nullable String description,
        @Nullable UserRef owner,
        @Nullable LeadId lead,
        @Nullable Visitor visitor,
        List<Visitor> coVisitors,
        @Nullable NextFollowUp nextFollowUp,
        Instant openedAt,
        Instant recordedAt,
        String recordedBy,
        @Nullable String originalAuthor,
        @Nullable Instant lastContactAt,
        Instant waitingSince,
        @Nullable Integer daysSinceContact,
        @Nullable FollowUpState followUpState,
        @Nullable Closing closing,
        Instant changedAt,
        boolean masked,
        boolean forgotten) {
    /** Somebody who comes besides the customer or in the customer's place. @param phone in E.164; null when unknown */
    public record Visitor(String name, @Nullable String phone) {}

    /** The follow-up planned next. @param subject null when masked or erased */
    public record NextFollowUp(
            InteractionKind kind, Instant dueAt, @Nullable String subject) {}

    /**
     * How it was won or lost (OPP-7).
     *
     * @param reason code of the project's close reason; null when won without one
     * @param competitor null when none was named
     * @param note null when there is none, masked or erased
     * @param by login name
     */
    public record Closing(
            @Nullable String reason,
            @Nullable String competitor,
            @Nullable String note,
            Instant at,
            String by) {}
}
