package io.kaipan.query.customerrecord;

import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.TimeRange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which customers are wanted: those that meet every condition given. An empty set or null is no condition.
 *
 * @param projects in which they have a lead or an opportunity
 * @param owner who owns one of their leads or opportunities
 * @param search a part of the name, a phone number in any typed form, or its last four digits
 */
public record CustomerFilter(
        Set<ProjectCode> projects,
        @Nullable OwnerFilter owner,
        @Nullable TimeRange registeredAt,
        @Nullable String search) {
    /** No condition at all. */
    public static final CustomerFilter ALL = new CustomerFilter(Set.of(), null, null, null);

    public CustomerFilter {
        projects = Set.copyOf(projects);
    }
}
