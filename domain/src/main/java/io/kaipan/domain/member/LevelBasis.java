package io.kaipan.domain.member;

import java.util.List;

/**
 * What a level rests on (MEM-2). It stands by the figure that was asked for when it was reached, whatever the policy
 * asks for later (G-11).
 *
 * @param needed how many subscriptions, or how many points earned; 0 for a grant
 * @param entries numbers of the account's entries that made it: the PURCHASE entries, or the one that reached the points;
 *     none for a grant
 * @param policyVersion of the policies of the project where the member joined
 */
public record LevelBasis(MemberLevel level, LevelGround ground, long needed, List<Integer> entries, int policyVersion) {
    public LevelBasis {
        entries = List.copyOf(entries);
    }
}
