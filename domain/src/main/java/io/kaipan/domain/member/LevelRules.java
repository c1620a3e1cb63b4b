package io.kaipan.domain.member;

import io.kaipan.domain.project.ClubPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a level rests on (MEM-2). What was reached stands until its own facts are gone, whatever the policy asks for by then;
 * what is new is judged by the policy in force.
 *
 * @param policyVersion of the policies that {@code policy} is one of
 */
record LevelRules(ClubPolicy policy, int policyVersion) {
    private static final List<MemberLevel> EARNED = List.of(MemberLevel.SILVER, MemberLevel.GOLD);

    /**
     * The bases after an entry of the ledger.
     *
     * @param before what the level rested on
     * @param purchases numbers of the PURCHASE entries that stand
     * @param earned points given by all awards that stand
     * @param entry number of the entry
     */
    List<LevelBasis> after(List<LevelBasis> before, List<Integer> purchases, long earned, int entry) {
        List<LevelBasis> bases = new ArrayList<>(before.stream()
                .filter(basis -> basis.ground() == LevelGround.GRANT)
                .toList());
        for (MemberLevel level : EARNED) {
            LevelBasis bySubscriptions = find(before, level, LevelGround.SUBSCRIPTIONS)
                    .orElse(basis(level, LevelGround.SUBSCRIPTIONS, subscriptionsFor(level), List.of()));
            if (purchases.size() >= bySubscriptions.needed()) {
                bases.add(new LevelBasis(
                        level,
                        LevelGround.SUBSCRIPTIONS,
                        bySubscriptions.needed(),
                        purchases.subList(0, (int) bySubscriptions.needed()),
                        bySubscriptions.policyVersion()));
            }
            LevelBasis byPoints = find(before, level, LevelGround.POINTS)
                    .orElse(basis(level, LevelGround.POINTS, pointsFor(level), List.of(entry)));
            if (earned >= byPoints.needed()) {
                bases.add(byPoints);
            }
        }
        return List.copyOf(bases);
    }

    /** The bases after a grant, in the place of any lower one. */
    List<LevelBasis> granted(List<LevelBasis> before, MemberLevel level) {
        List<LevelBasis> bases = new ArrayList<>();
        bases.add(basis(level, LevelGround.GRANT, 0, List.of()));
        before.stream().filter(basis -> basis.ground() != LevelGround.GRANT).forEach(bases::add);
        return List.copyOf(bases);
    }

    /** The highest level that any of these makes. */
    static MemberLevel levelOf(List<LevelBasis> bases) {
        return bases.stream().map(LevelBasis::level).max(MemberLevel::compareTo).orElse(MemberLevel.BLUE);
    }

    private static Optional<LevelBasis> find(List<LevelBasis> bases, MemberLevel level, LevelGround ground) {
        return bases.stream()
                .filter(basis -> basis.level() == level && basis.ground() == ground)
                .findFirst();
    }

    private LevelBasis basis(MemberLevel level, LevelGround ground, long needed, List<Integer> entries) {
        return new LevelBasis(level, ground, needed, entries, policyVersion);
    }

    private int subscriptionsFor(MemberLevel level) {
        return level == MemberLevel.GOLD ? policy.goldSubscriptions() : policy.silverSubscriptions();
    }

    private int pointsFor(MemberLevel level) {
        return level == MemberLevel.GOLD ? policy.goldPoints() : policy.silverPoints();
    }
}
