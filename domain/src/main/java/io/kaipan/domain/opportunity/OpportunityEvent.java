package io.kaipan.domain.opportunity;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.user.UserName;
import org.jspecify.annotations.Nullable;

/** What happens to an opportunity. Personal data reads null once the customer is forgotten. */
public sealed interface OpportunityEvent {
    OpportunityId opportunity();

    CustomerId customer();

    /**
     * @param name "{customer} 对 {project} 有意向" unless somebody chose another (OPP-1)
     * @param winProbability percent, from the stage
     * @param lead the lead it came from, whose interactions are its own past (LEA-3)
     * @param policyVersion the version of the project's policies it was judged by (G-11)
     */
    @LoggedAs("opportunity.OpportunityOpened")
    record OpportunityOpened(
            OpportunityId opportunity,
            @DataSubject CustomerId customer,
            ProjectCode project,
            @PersonalData String name,
            String awarenessChannel,
            String stage,
            int winProbability,
            String followUpLevel,
            @PersonalData @Nullable String description,
            @Nullable UserName owner,
            @Nullable LeadId lead,
            int policyVersion)
            implements OpportunityEvent {}
}
