package io.kaipan.query.opportunityrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import java.util.Set;

/**
 * Which opportunities are wanted: those that meet every condition given. An empty set is no condition.
 *
 * @param mine only the asker's own
 */
public record OpportunityFilter(
        Set<ProjectCode> projects, Set<CustomerId> customers, Set<String> stages, boolean mine) {
    /** No condition at all. */
    public static final OpportunityFilter ALL = new OpportunityFilter(Set.of(), Set.of(), Set.of(), false);

    public OpportunityFilter {
        projects = Set.copyOf(projects);
        customers = Set.copyOf(customers);
        stages = Set.copyOf(stages);
    }
}
