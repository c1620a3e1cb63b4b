package io.kaipan.query.pointsproof;

import io.kaipan.domain.member.MemberAccountId;
import java.time.Instant;
import java.util.List;

/**
 * The facts that make up a balance of points at an instant (PTS-6), worked out from the events themselves: awarded - voided
 * - redeemed - expired + adjusted = balance, and what is left of all kinds - debt = balance.
 *
 * @param at everything counts that was recorded by then
 * @param adjusted added less taken by hand
 * @param debt points owed
 * @param kinds what is left, by what it was given for
 * @param flaws what is wrong with the facts; none when the balance is proved
 * @param facts the entries, in the order written
 */
public record PointsProof(
        MemberAccountId account,
        Instant at,
        long awarded,
        long voided,
        long redeemed,
        long expired,
        long adjusted,
        long balance,
        long debt,
        List<KindBalance> kinds,
        List<ProofFlaw> flaws,
        List<ProvenEntry> facts) {
    /** Whether the facts prove the balance. */
    public boolean holds() {
        return flaws.isEmpty();
    }
}
