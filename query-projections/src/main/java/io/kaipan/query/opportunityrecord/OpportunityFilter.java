package io.kaipan.query.opportunityrecord;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.paging.OwnerFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which opportunities are wanted: those that meet every condition given. An empty set or null is no condition.
 */
public record OpportunityFilter(
        Set<ProjectCode> projects,
        Set<CustomerId> customers,
        Set<String> stages,
        @Nullable OwnerFilter owner) {
    /** No condition at all. */
    public static final OpportunityFilter ALL = new OpportunityFilter(Set.of(), Set.of(), Set.of(), null);

    public OpportunityFilter {
        projects = Set.copyOf(projects);
        customers = Set.copyOf(customers);
        stages = Set.copyOf(stages);
    }
}
