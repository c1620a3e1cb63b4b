package io.kaipan.domain.lead;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.user.UserName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a lead. Personal data reads null once the customer is forgotten. */
public sealed interface LeadEvent {
    LeadId lead();

    CustomerId customer();

    /**
     * @param customerName the name as given with this lead, whatever the customer's record says
     * @param policyVersion the version of the project's policies it was judged by (G-11)
     */
    @LoggedAs("lead.LeadRegistered")
    record LeadRegistered(
            LeadId lead,
            @DataSubject CustomerId customer,
            ProjectCode project,
            @PersonalData String topic,
            String awarenessChannel,
            @Nullable String followUpLevel,
            @PersonalData @Nullable String description,
            @PersonalData String customerName,
            @PersonalData @Nullable ContactPerson contact,
            @Nullable UserName owner,
            Instant occurredAt,
            @Nullable String originalAuthor,
            int policyVersion)
            implements LeadEvent {}

    @LoggedAs("lead.LeadEdited")
    record LeadEdited(
            LeadId lead,
            @DataSubject CustomerId customer,
            @PersonalData String topic,
            String awarenessChannel,
            @Nullable String followUpLevel,
            @PersonalData @Nullable String description,
            @PersonalData @Nullable ContactPerson contact,
            int policyVersion)
            implements LeadEvent {}

    @LoggedAs("lead.LeadAssigned")
    record LeadAssigned(
            LeadId lead,
            @DataSubject CustomerId customer,
            UserName owner,
            @PersonalData String reason) implements LeadEvent {}

    /**
     * @param kind null when the customer was registered as a lead again, which leaves open how they came
     * @param content what was said; for a lead registered again its topic, channel and description
     */
    @LoggedAs("lead.LeadInteractionLogged")
    record LeadInteractionLogged(
            LeadId lead,
            @DataSubject CustomerId customer,
            @Nullable InteractionKind kind,
            @PersonalData String content,
            boolean reached,
            Instant occurredAt,
            @Nullable String originalAuthor)
            implements LeadEvent {}

    @LoggedAs("lead.LeadQualified")
    record LeadQualified(LeadId lead, @DataSubject CustomerId customer, OpportunityId opportunity)
            implements LeadEvent {}

    @LoggedAs("lead.LeadClosed")
    record LeadClosed(
            LeadId lead,
            @DataSubject CustomerId customer,
            LeadOutcome outcome,
            @Nullable String reason,
            @Nullable CustomerId existingCustomer,
            @Nullable OpportunityId existingOpportunity,
            @PersonalData @Nullable String note,
            int policyVersion)
            implements LeadEvent {}

    @LoggedAs("lead.LeadReactivated")
    record LeadReactivated(
            LeadId lead,
            @DataSubject CustomerId customer,
            @PersonalData String reason) implements LeadEvent {}
}
