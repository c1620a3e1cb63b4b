package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.MembershipState;
import io.kaipan.domain.project.ProjectCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member account as the asker may see it (MEM-1, G-8).
 *
 * @param version sequence number of its last event, for {@code expectedVersion}
 * @param customer whose it is; who stands for them now may be another (CUS-4)
 * @param project where they applied
 * @param city whose club they belong to (PRC-5)
 * @param card null until it is confirmed
 * @param level null until it is confirmed
 * @param levelBases what the level rests on (MEM-2); none for BLUE
 * @param balance below zero it is a debt (PTS-6)
 * @param referrer the account of who referred them; null when nobody did
 * @param appliedAt when they applied (G-10)
 * @param recordedAt when that was written down
 * @param memberSince when it was confirmed; null until then
 * @param confirmedBy login name; null until then
 * @param closing null while it is open
 * @param masked whether personal data is masked because the asker may not see it (G-8)
 * @param forgotten whether the customer is forgotten (G-5)
 */
public record MemberAccountRow(
        MemberAccountId id,
        long version,
        CustomerId customer,
        ProjectCode project,
        String city,
        MembershipState state,
        @Nullable CardNumber card,
        @Nullable MemberLevel level,
        List<LevelBasis> levelBases,
        long balance,
        @Nullable MemberAccountId referrer,
        Instant appliedAt,
        Instant recordedAt,
        String recordedBy,
        @Nullable String originalAuthor,
        @Nullable Instant memberSince,
        @Nullable String confirmedBy,
        @Nullable Closing closing,
        Instant changedAt,
        boolean masked,
        boolean forgotten) {
    /**
     * How a membership ended.
     *
     * @param reason null when masked or erased
     * @param by login name
     */
    public record Closing(@Nullable String reason, Instant at, String by) {}
}
