package io.kaipan.query.opportunitylist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.opportunity.OpportunityState;
import io.kaipan.domain.project.FollowUpState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.paging.OwnerFilter;
import io.kaipan.query.paging.TimeRange;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which opportunities are wanted: those that meet every condition given. An empty set or null is no condition.
 *
 * @param followUpStates how open ones stand on the follow-up clock (OPP-8)
 * @param closeFrom estimated to close on that day or later
 * @param closeBefore estimated to close before that day
 * @param lastContactAt when the customer was reached last; those never reached meet no such condition
 * @param search a part of the customer's name, a phone number in any typed form, or its last four digits
 */
public record OpportunityFilter(
        Set<OpportunityId> ids,
        Set<ProjectCode> projects,
        Set<CustomerId> customers,
        Set<OpportunityState> states,
        Set<String> stages,
        Set<String> awarenessChannels,
        Set<String> followUpLevels,
        Set<FollowUpState> followUpStates,
        Set<String> closeReasons,
        @Nullable OwnerFilter owner,
        @Nullable TimeRange openedAt,
        @Nullable TimeRange closedAt,
        @Nullable TimeRange lastContactAt,
        @Nullable LocalDate closeFrom,
        @Nullable LocalDate closeBefore,
        @Nullable String search) {
    /** No condition at all. */
    public static final OpportunityFilter ALL = builder().build();

    public OpportunityFilter {
        ids = Set.copyOf(ids);
        projects = Set.copyOf(projects);
        customers = Set.copyOf(customers);
        states = Set.copyOf(states);
        stages = Set.copyOf(stages);
        awarenessChannels = Set.copyOf(awarenessChannels);
        followUpLevels = Set.copyOf(followUpLevels);
        followUpStates = Set.copyOf(followUpStates);
        closeReasons = Set.copyOf(closeReasons);
    }

    /** A filter without conditions, to be given some. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same conditions for certain opportunities only. */
    OpportunityFilter withIds(Set<OpportunityId> wanted) {
        return new OpportunityFilter(
                wanted,
                projects,
                customers,
                states,
                stages,
                awarenessChannels,
                followUpLevels,
                followUpStates,
                closeReasons,
                owner,
                openedAt,
                closedAt,
                lastContactAt,
                closeFrom,
                closeBefore,
                search);
    }

    /** Puts a filter together condition by condition. */
    public static final class Builder {
        private Set<OpportunityId> ids = Set.of();
        private Set<ProjectCode> projects = Set.of();
        private Set<CustomerId> customers = Set.of();
        private Set<OpportunityState> states = Set.of();
        private Set<String> stages = Set.of();
        private Set<String> awarenessChannels = Set.of();
        private Set<String> followUpLevels = Set.of();
        private Set<FollowUpState> followUpStates = Set.of();
        private Set<String> closeReasons = Set.of();
        private @Nullable OwnerFilter owner;
        private @Nullable TimeRange openedAt;
        private @Nullable TimeRange closedAt;
        private @Nullable TimeRange lastContactAt;
        private @Nullable LocalDate closeFrom;
        private @Nullable LocalDate closeBefore;
        private @Nullable String search;

        private Builder() {}

        public Builder ids(Set<OpportunityId> wanted) {
            ids = wanted;
            return this;
        }

        public Builder projects(Set<ProjectCode> wanted) {
            projects = wanted;
            return this;
        }

        public Builder customers(Set<CustomerId> wanted) {
            customers = wanted;
            return this;
        }

        public Builder states(Set<OpportunityState> wanted) {
            states = wanted;
            return this;
        }

        public Builder stages(Set<String> wanted) {
            stages = wanted;
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

        public Builder followUpStates(Set<FollowUpState> wanted) {
            followUpStates = wanted;
            return this;
        }

        public Builder closeReasons(Set<String> wanted) {
            closeReasons = wanted;
            return this;
        }

        public Builder owner(@Nullable OwnerFilter wanted) {
            owner = wanted;
            return this;
        }

        public Builder openedAt(@Nullable TimeRange wanted) {
            openedAt = wanted;
            return this;
        }

        public Builder closedAt(@Nullable TimeRange wanted) {
            closedAt = wanted;
            return this;
        }

        public Builder lastContactAt(@Nullable TimeRange wanted) {
            lastContactAt = wanted;
            return this;
        }

        /** @param from the first day wanted; @param before the day behind the last one wanted */
        public Builder closeDate(@Nullable LocalDate from, @Nullable LocalDate before) {
            closeFrom = from;
            closeBefore = before;
            return this;
        }

        public Builder search(@Nullable String wanted) {
            search = wanted;
            return this;
        }

        public OpportunityFilter build() {
            return new OpportunityFilter(
                    ids,
                    projects,
                    customers,
                    states,
                    stages,
                    awarenessChannels,
                    followUpLevels,
                    followUpStates,
                    closeReasons,
                    owner,
                    openedAt,
                    closedAt,
                    lastContactAt,
                    closeFrom,
                    closeBefore,
                    search);
        }
    }
}
