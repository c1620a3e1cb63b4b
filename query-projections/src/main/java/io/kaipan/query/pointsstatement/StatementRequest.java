package io.kaipan.query.pointsstatement;

import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.paging.TimeRange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose statement is wanted, and which part of it. */
public record StatementRequest(MemberAccountId account, Wanted wanted) {
    /**
     * Which entries, in which order.
     *
     * @param types none means any
     * @param kinds what points are or were given for; none means any
     * @param occurredAt when what they are for happened; null means ever
     * @param recordedAt when they were written; null means ever
     * @param latestFirst otherwise in the order written
     */
    public record Wanted(
            Set<EntryType> types,
            Set<PointsKind> kinds,
            @Nullable TimeRange occurredAt,
            @Nullable TimeRange recordedAt,
            boolean latestFirst,
            PageRequest page) {
        public Wanted {
            types = Set.copyOf(types);
            kinds = Set.copyOf(kinds);
        }
    }
}
