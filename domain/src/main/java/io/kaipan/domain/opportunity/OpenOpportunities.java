package io.kaipan.domain.opportunity;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.user.UserName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The open opportunity of a customer in a project, at most one (OPP-6), and who owns it. Reads and writes take part in
 * the command's transaction.
 */
public interface OpenOpportunities {
    Optional<OpportunityId> find(CustomerId customer, ProjectCode project);

    /** Whether that opportunity exists, open or not. */
    boolean exists(OpportunityId opportunity);

    /**
     * Takes the place for {@code claimant} unless another opportunity has it; of simultaneous claims one wins and the
     * others wait for its outcome. A closed opportunity can take it again.
     *
     * @return the opportunity that has the place now
     */
    OpportunityId claim(CustomerId customer, ProjectCode project, OpportunityId claimant, @Nullable UserName owner);

    /** Notes an opportunity that had ended before it was written down: it has no place. */
    void noteClosed(CustomerId customer, ProjectCode project, OpportunityId opportunity, @Nullable UserName owner);

    /** Notes the new owner of an opportunity, open or not. */
    void reassign(OpportunityId opportunity, UserName owner);

    /** Gives the place back, when the opportunity is no longer open. */
    void release(OpportunityId opportunity);
}
