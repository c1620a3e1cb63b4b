package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.MemberLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A level, or what it rests on, from some moment on, as the asker may see it (MEM-2, G-8).
 *
 * @param version of the account after it
 * @param previous the level before; null for the first, the same when only the bases changed
 * @param bases all that it rests on; none for BLUE
 * @param reason why a manager granted it; null when nobody did, when masked, and once the customer is forgotten
 * @param policyVersion of the policies of the project where the member joined (G-11)
 * @param recordedBy login name, or the rule that acted by itself
 */
public record LevelChangeRow(
        long version,
        @Nullable MemberLevel previous,
        MemberLevel level,
        List<LevelBasis> bases,
        @Nullable String reason,
        int policyVersion,
        Instant recordedAt,
        String recordedBy) {}
