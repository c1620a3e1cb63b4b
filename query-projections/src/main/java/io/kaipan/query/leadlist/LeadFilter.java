package io.kaipan.query.leadlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.TimeRange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are wanted: those that meet every condition given. An empty set or null is no condition.
 *
 * @param search a part of the customer's name, a phone number in any typed form, or its last four digits
 */
public record LeadFilter(
        Set<LeadId> ids,
        Set<CustomerId> customers,
        Set<LeadState> states,
        Set<ProjectCode> projects,
        @Nullable OwnerFilter owner,
        Set<String> awarenessChannels,
        Set<String> followUpLevels,
        @Nullable TimeRange occurredAt,
        @Nullable TimeRange registeredAt,
        @Nullable TimeRange lastContactAt,
        @Nullable String search) {
    /** No condition at all. */
    public static final LeadFilter ALL = builder().build();

    public LeadFilter {
        ids = Set.copyOf(ids);
        customers = Set.copyOf(customers);
        states = Set.copyOf(states);
        projects = Set.copyOf(projects);
        awarenessChannels = Set.copyOf(awarenessChannels);
        followUpLevels = Set.copyOf(followUpLevels);
    }

    /** A filter without conditions, to be given some. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same conditions with other states. */
    LeadFilter withStates(Set<LeadState> wanted) {
        return new LeadFilter(
                ids,
                customers,
                wanted,
                projects,
                owner,
                awarenessChannels,
                followUpLevels,
                occurredAt,
                registeredAt,
                lastContactAt,
                search);
    }

    /** The same conditions for certain leads only. */
    LeadFilter withIds(Set<LeadId> wanted) {
        return new LeadFilter(
                wanted,
                customers,
                states,
                projects,
                owner,
                awarenessChannels,
                followUpLevels,
                occurredAt,
                registeredAt,
                lastContactAt,
                search);
    }

    /** Puts a filter together condition by condition. */
    public static final class Builder {
        private Set<LeadId> ids = Set.of();
        private Set<CustomerId> customers = Set.of();
        private Set<LeadState> states = Set.of();
        private Set<ProjectCode> projects = Set.of();
        private @Nullable OwnerFilter owner;
        private Set<String> awarenessChannels = Set.of();
        private Set<String> followUpLevels = Set.of();
        private @Nullable TimeRange occurredAt;
        private @Nullable TimeRange registeredAt;
        private @Nullable TimeRange lastContactAt;
        private @Nullable String search;

        private Builder() {}

        public Builder ids(Set<LeadId> wanted) {
            ids = wanted;
            return this;
        }

        public Builder customers(Set<CustomerId> wanted) {
            customers = wanted;
            return this;
        }

        public Builder states(Set<LeadState> wanted) {
            states = wanted;
            return this;
        }

        public Builder projects(Set<ProjectCode> wanted) {
            projects = wanted;
            return this;
        }

        public Builder owner(@Nullable OwnerFilter wanted) {
            owner = wanted;
            return this;
        }

        public Builder awarenessChannels(Set<String> wanted) {
            awarenessChannels = wanted;
            return this;
        }

        public Builder followUpLevels(Set<String> wanted) {
            followUpLevels = wanted;
            return this;
        }

        public Builder occurredAt(@Nullable TimeRange wanted) {
            occurredAt = wanted;
            return this;
        }

        public Builder registeredAt(@Nullable TimeRange wanted) {
            registeredAt = wanted;
            return this;
        }

        public Builder lastContactAt(@Nullable TimeRange wanted) {
            lastContactAt = wanted;
            return this;
        }

        public Builder search(@Nullable String wanted) {
            search = wanted;
            return this;
        }

        public LeadFilter build() {
            return new LeadFilter(
                    ids,
                    customers,
                    states,
                    projects,
                    owner,
                    awarenessChannels,
                    followUpLevels,
                    occurredAt,
                    registeredAt,
                    lastContactAt,
                    search);
        }
    }
}
