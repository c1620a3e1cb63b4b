package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.member.AdjustmentId;
import io.kaipan.domain.member.MemberAccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An adjustment of points that somebody asked for, as the asker may see it (G-9, G-8).
 *
 * @param points to be added, or taken when negative
 * @param reason null when masked, and once the customer is forgotten
 * @param askedBy login name; they can't approve it
 * @param decidedBy login name; null while it waits
 * @param decidedAt null while it waits
 * @param decision why it was refused or lapsed; null otherwise, when masked, and once the customer is forgotten
 */
public record AdjustmentRow(
        AdjustmentId id,
        MemberAccountId account,
        int points,
        @Nullable String reason,
        AdjustmentState state,
        String askedBy,
        Instant askedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decision) {}
