package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.MembershipState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.paging.TimeRange;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which member accounts are wanted: those that meet every condition given. An empty set or null is no condition.
 *
 * @param projects where they joined
 * @param customers whose, also through those merged into them (CUS-4)
 * @param referrers the accounts of who referred them
 * @param balanceFrom at least so many points
 * @param balanceTo at most so many points
 * @param memberSince those who only applied meet no such condition
 * @param expiringBefore some of whose points count no more before that day (PTS-7)
 * @param search a card number, a part of a name, a whole phone number, or at least its last four digits
 */
public record MemberAccountFilter(
        Set<MemberAccountId> ids,
        Set<ProjectCode> projects,
        Set<CustomerId> customers,
        Set<MemberAccountId> referrers,
        Set<MembershipState> states,
        Set<MemberLevel> levels,
        @Nullable Long balanceFrom,
        @Nullable Long balanceTo,
        @Nullable TimeRange memberSince,
        @Nullable LocalDate expiringBefore,
        @Nullable String search) {
    /** No condition at all. */
    public static final MemberAccountFilter ALL = new MemberAccountFilter(
            Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null, null);

    public MemberAccountFilter {
        ids = Set.copyOf(ids);
        projects = Set.copyOf(projects);
        customers = Set.copyOf(customers);
        referrers = Set.copyOf(referrers);
        states = Set.copyOf(states);
        levels = Set.copyOf(levels);
    }

    /** The same conditions for certain accounts only. */
    public MemberAccountFilter withIds(Set<MemberAccountId> wanted) {
        return new MemberAccountFilter(
                wanted,
                projects,
                customers,
                referrers,
                states,
                levels,
                balanceFrom,
                balanceTo,
                memberSince,
                expiringBefore,
                search);
    }
}
