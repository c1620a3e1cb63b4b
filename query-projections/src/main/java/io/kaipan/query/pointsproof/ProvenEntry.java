package io.kaipan.query.pointsproof;

import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsUse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a ledger as the log has it: one fact of a balance.
 *
 * @param number in its account, from 1
 * @param event the event's name, for example {@code PointsAwarded}
 * @param eventId of the event that is the entry
 * @param position of that event in the log; null where the store of events can't be asked by id, as causePosition
 * @param version the event's place in the account's own stream, counted from 0
 * @param kind what the points are or were given for; null unless it is an award or takes one back
 * @param change by how much the balance changes
 * @param balance after it, as the event says
 * @param voids number of the entry that it takes back; null unless it does
 * @param uses where points that it takes had come from, oldest first
 * @param cause id of the event, redemption or adjustment that it is for; null for an expiry, which its uses explain
 * @param causePosition where the event that caused it stands in the log; null unless an event did, and when the log has
 *     none of that id
 * @param expiresOn the first day on which what it brought counts no more; null when it never does
 * @param policyVersion that it was decided by (G-11); null where none was
 * @param recordedBy login name, or the rule that acted by itself
 */
public record ProvenEntry(
        int number,
        String event,
        String eventId,
        @Nullable Long position,
        long version,
        @Nullable PointsKind kind,
        int change,
        long balance,
        @Nullable Integer voids,
        List<PointsUse> uses,
        @Nullable String cause,
        @Nullable Long causePosition,
        @Nullable LocalDate expiresOn,
        @Nullable Integer policyVersion,
        Instant occurredAt,
        Instant recordedAt,
        String recordedBy) {}
