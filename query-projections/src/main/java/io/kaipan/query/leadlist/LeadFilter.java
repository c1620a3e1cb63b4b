package io.kaipan.query.leadlist;

import io.kaipan.domain.lead.LeadId;
import io.kaipan.domain.lead.LeadState;
import io.kaipan.domain.project.ProjectCode;
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
        Set<LeadState> states,
        Set<ProjectCode> projects,
        @Nullable OwnerFilter owner,
        Set<String> awarenessChannels,
        Set<String> followUpLevels,
        @Nullable TimeRange registeredAt,
        @Nullable TimeRange lastContactAt,
        @Nullable String search) {
    /** No condition at all. */
    public static final LeadFilter ALL =
            new LeadFilter(Set.of(), Set.of(), Set.of(), null, Set.of(), Set.of(), null, null, null);

    public LeadFilter {
        ids = Set.copyOf(ids);
        states = Set.copyOf(states);
        projects = Set.copyOf(projects);
        awarenessChannels = Set.copyOf(awarenessChannels);
        followUpLevels = Set.copyOf(followUpLevels);
    }

    public LeadFilter withIds(Set<LeadId> wanted) {
        return new LeadFilter(
                wanted,
                states,
                projects,
                owner,
                awarenessChannels,
                followUpLevels,
                registeredAt,
                lastContactAt,
                search);
    }

    public LeadFilter withStates(Set<LeadState> wanted) {
        return new LeadFilter(
                ids, wanted, projects, owner, awarenessChannels, followUpLevels, registeredAt, lastContactAt, search);
    }

    public LeadFilter withSearch(@Nullable String wanted) {
        return new LeadFilter(
                ids, states, projects, owner, awarenessChannels, followUpLevels, registeredAt, lastContactAt, wanted);
    }
}
