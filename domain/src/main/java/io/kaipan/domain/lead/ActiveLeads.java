package io.kaipan.domain.lead;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import org.jspecify.annotations.Nullable;

/**
 * The ACTIVE lead of a customer in a project, at most one (LEA-8), and who owns it. Reads and writes take part in the
 * command's transaction.
 */
public interface ActiveLeads {
    /**
     * Takes the place for {@code claimant} unless another lead has it; of simultaneous claims one wins and the others
     * wait for its outcome.
     *
     * @return the lead that has the place now
     */
    LeadId claim(CustomerId customer, ProjectCode project, LeadId claimant, @Nullable UserName owner);

    /** Notes the new owner of a lead that has its place. */
    void reassign(LeadId lead, UserName owner);

    /** Gives the place back, when the lead is no longer ACTIVE. */
    void release(LeadId lead);
}
