package io.kaipan.query.pointsstatement;

import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.project.ProjectCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an account's ledger as the asker may see it (PTS-1, G-8).
 *
 * @param number from 1, without gaps, in the order written
 * @param project whose points they are: of an award and of what takes it back, whose policy gave it; of a redemption where;
 *     otherwise where the member joined
 * @param kind what the points are or were given for; null unless it is an award or takes one back
 * @param change by how much the balance changes
 * @param balance after it; below zero a debt
 * @param uses where points that it takes had come from, oldest first (PTS-7)
 * @param debt points owed from it on; below zero, points owed before that it makes good
 * @param cause id of the event, redemption or adjustment (PTS-5); null for an expiry, which its uses explain
 * @param voids number of the entry that it takes back; null unless it does
 * @param voidedBy number of the entry that took it back; null while it stands (PTS-6)
 * @param left how many of the points that it brought are there to be used
 * @param expiresOn the first day on which those count no more; null when they never do (PTS-7)
 * @param note what for, or why; null when there is none, when masked, and once the customer is forgotten
 * @param requestedBy who asked for an adjustment; null otherwise
 * @param policyVersion of the project's policies that it was decided by (G-11); null where none was
 * @param occurredAt when what it is for happened (G-10)
 * @param recordedBy login name, or the rule that acted by itself
 */
public record PointsEntryRow(
        MemberAccountId account,
        int number,
        EntryType type,
        ProjectCode project,
        @Nullable PointsKind kind,
        int change,
        long balance,
        List<PointsUse> uses,
        int debt,
        @Nullable String cause,
        @Nullable Integer voids,
        @Nullable Integer voidedBy,
        int left,
        @Nullable LocalDate expiresOn,
        @Nullable String note,
        @Nullable String requestedBy,
        @Nullable Integer policyVersion,
        Instant occurredAt,
        Instant recordedAt,
        String recordedBy) {}
