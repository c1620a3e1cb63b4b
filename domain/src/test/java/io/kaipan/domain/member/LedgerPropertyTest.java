package io.kaipan.domain.member;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.TODAY;
import static io.kaipan.domain.testing.People.WKC;
import static io.kaipan.domain.testing.People.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.member.MemberCommand.AdjustPoints;
import io.kaipan.domain.member.MemberCommand.ApproveAdjustment;
import io.kaipan.domain.member.MemberCommand.AwardPurchase;
import io.kaipan.domain.member.MemberCommand.AwardReferralJoin;
import io.kaipan.domain.member.MemberCommand.AwardViewing;
import io.kaipan.domain.member.MemberCommand.ExpirePoints;
import io.kaipan.domain.member.MemberCommand.RedeemPoints;
import io.kaipan.domain.member.MemberCommand.VoidPoints;
import io.kaipan.domain.member.MemberEvent.LedgerEvent;
import io.kaipan.domain.member.MemberEvent.LevelChanged;
import io.kaipan.domain.member.MemberEvent.PointsAdjusted;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.PointsExpired;
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.PointsVoided;
import io.kaipan.domain.project.ClubPolicy;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is asked of an account, in whatever order and however often: the ledger adds up. */
class LedgerPropertyTest {
    private static final MemberAccountId MEMBER = account(1);
    private static final int CAUSES = 4;

    /** Somebody asks for something, days after the one before. */
    record Step(int days, Actor actor, MemberCommand command) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<String> causes = Arbitraries.integers().between(1, CAUSES).map(number -> "cause " + number);
        Arbitrary<Integer> amounts = Arbitraries.integers().between(1, 400);
        Arbitrary<MemberCommand> commands = Arbitraries.oneOf(
                causes.map(cause -> new AwardReferralJoin(MEMBER, JYLW, cause, NOW)),
                Combinators.combine(
                                causes,
                                Arbitraries.of(JYLW, WKC),
                                Arbitraries.integers().between(0, 9))
                        .as((cause, project, day) ->
                                new AwardViewing(MEMBER, project, cause, NOW.plus(Duration.ofDays(day)))),
                Combinators.combine(causes, amounts)
                        .as((cause, amount) ->
                                new AwardPurchase(MEMBER, JYLW, cause, Money.ofFen(amount * 100_000L), NOW)),
                Combinators.combine(Arbitraries.integers().between(1, 12), causes)
                        .as((entry, cause) -> new VoidPoints(MEMBER, entry, cause)),
                Combinators.combine(numbers(), amounts)
                        .as((number, amount) -> new RedeemPoints(
                                MEMBER, new RedemptionId(id(RedemptionId.PREFIX, number)), JYLW, amount, "礼品")),
                Combinators.combine(numbers(), amounts.map(amount -> amount - 200))
                        .as((number, amount) -> new AdjustPoints(
                                MEMBER, new AdjustmentId(id(AdjustmentId.PREFIX, number)), amount, "更正")),
                numbers()
                        .map(number ->
                                new ApproveAdjustment(MEMBER, new AdjustmentId(id(AdjustmentId.PREFIX, number)))),
                Arbitraries.just(new ExpirePoints(MEMBER)));
        return Combinators.combine(Arbitraries.integers().between(0, 12), commands)
                .as((days, command) -> new Step(days, actorOf(command), command))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(1, CAUSES);
    }

    private static String id(String prefix, int number) {
        return TypeId.of(prefix, new UUID(0, number));
    }

    private static Actor actorOf(MemberCommand command) {
        return switch (command) {
            case ApproveAdjustment approve -> MANAGER;
            case RedeemPoints redeem -> RECEPTION;
            case AdjustPoints adjust -> RECEPTION;
            default -> Club.RULE;
        };
    }

    /** What an entry brought, and what became of it. */
    private static final class Brought {
        private final String kind;
        private final int points;
        private int left;
        private int expired;
        private boolean voided;

        Brought(String kind, int points, int left) {
            this.kind = kind;
            this.points = points;
            this.left = left;
        }
    }

    /** The ledger as anybody can work it out from the events alone. */
    private static final class Replayed {
        private final SortedMap<Integer, Brought> brought = new TreeMap<>();
        private final Set<String> causes = new HashSet<>();
        private int entries;
        private long balance;
        private long debt;

        void add(LedgerEvent event) {
            entries++;
            balance += event.change();
            assertThat(event.entry()).as("numbered without gaps").isEqualTo(entries);
            assertThat(event.balance())
                    .as("the balance is the sum of all entries")
                    .isEqualTo(balance);
            switch (event) {
                case PointsAwarded e -> {
                    assertThat(causes.add(e.kind() + e.cause()))
                            .as("each cause once")
                            .isTrue();
                    bring(e.entry(), e.kind().name(), e.points(), e.debtFilled());
                }
                case PointsVoided e -> {
                    Brought award = brought.get(e.voids());
                    assertThat(award.voided).as("voided once").isFalse();
                    assertThat(e.expired()).isEqualTo(award.expired);
                    assertThat(e.points()).isEqualTo(award.points - award.expired);
                    award.voided = true;
                    assertThat(e.debt()).isEqualTo(e.points() - taken(e.uses()));
                    use(e.uses());
                    debt += e.debt();
                }
                case PointsRedeemed e -> {
                    assertThat(causes.add(e.redemption().value())).isTrue();
                    assertThat(taken(e.uses())).isEqualTo(e.points());
                    useOldest(e.uses());
                }
                case PointsAdjusted e -> {
                    assertThat(causes.add(e.adjustment().value())).isTrue();
                    assertThat(taken(e.uses())).isEqualTo(Math.max(0, -e.points()));
                    useOldest(e.uses());
                    bring(e.entry(), PointsLedger.ADJUSTMENT, e.points(), e.debtFilled());
                }
                case PointsExpired e -> {
                    assertThat(e.uses()).isNotEmpty().allSatisfy(use -> assertThat(use.points())
                            .as("expires what is left, no more and no less")
                            .isEqualTo(brought.get(use.entry()).left));
                    use(e.uses());
                    e.uses().forEach(use -> brought.get(use.entry()).expired += use.points());
                }
            }
            long left = brought.values().stream().mapToLong(entry -> entry.left).sum();
            assertThat(left - debt)
                    .as("what is left, less what is owed, is the balance")
                    .isEqualTo(balance);
            assertThat(Math.min(left, debt)).as("nobody owes who has points").isZero();
        }

        private void bring(int entry, String kind, int points, int filled) {
            assertThat(filled).as("a debt is filled first").isEqualTo((int) Math.min(Math.max(0, points), debt));
            debt -= filled;
            brought.put(entry, new Brought(kind, points, Math.max(0, points) - filled));
        }

        private static int taken(List<PointsUse> uses) {
            return uses.stream().mapToInt(PointsUse::points).sum();
        }

        /** None is used while an older one has anything left. */
        private void useOldest(List<PointsUse> uses) {
            List<Integer> entries = uses.stream().map(PointsUse::entry).toList();
            assertThat(entries).isSorted();
            use(uses);
            if (!entries.isEmpty()) {
                brought.headMap(Collections.max(entries))
                        .forEach((entry, older) -> assertThat(older.left).isZero());
            }
        }

        private void use(List<PointsUse> uses) {
            uses.forEach(use -> {
                Brought entry = brought.get(use.entry());
                entry.left -= use.points();
                assertThat(use.points()).isPositive();
                assertThat(entry.left).as("never more than is there").isNotNegative();
            });
        }
    }

    @Property(tries = 200)
    @Label("PTS-1, PTS-5, PTS-6, PTS-7 whatever happens, in whatever order and however often")
    void addsUp(@ForAll("histories") List<Step> history) {
        Club club = new Club()
                .policy(JYLW, new ClubPolicy(500, 300, 100, 1000, 50, 1, 1, 10_000, 2, 30_000, "WKH", 8), TODAY);
        club.member(1);
        Replayed replayed = new Replayed();
        MemberLevel level = MemberLevel.BLUE;
        Instant at = NOW;
        for (Step step : history) {
            at = at.plus(Duration.ofDays(step.days()));
            for (Object event : attempt(club, step, at)) {
                if (event instanceof LedgerEvent entry) {
                    replayed.add(entry);
                }
                level = event instanceof LevelChanged changed ? changed.level() : level;
            }
        }

        assertThat(club.floor
                        .club()
                        .of(MEMBER)
                        .filter(entry -> entry.points() != 0 && !entry.kind().equals(PointsLedger.REDEMPTION))
                        .map(entry -> entry.number() + " " + entry.kind() + " " + entry.left() + " " + entry.expired()
                                + " " + (entry.voidedFor() != null)))
                .as("the ledger that decides says what the log says")
                .containsExactlyElementsOf(replayed.brought.entrySet().stream()
                        .filter(entry -> entry.getValue().points != 0)
                        .map(entry -> entry.getKey() + " " + entry.getValue().kind + " " + entry.getValue().left + " "
                                + entry.getValue().expired + " " + entry.getValue().voided)
                        .toList());
        long purchases = replayed.brought.values().stream()
                .filter(entry -> entry.kind.equals(PointsKind.PURCHASE.name()) && !entry.voided)
                .count();
        assertThat(level)
                .as("purchases that stand make the level")
                .isEqualTo(purchases >= 2 ? MemberLevel.GOLD : purchases == 1 ? MemberLevel.SILVER : MemberLevel.BLUE);
    }

    /** What a step raises; nothing when it is refused. */
    private static List<Object> attempt(Club club, Step step, Instant at) {
        try {
            return club.send(step.command(), step.actor(), at);
        } catch (RuleViolation refused) {
            assertThat(club.floor.news()).isEmpty();
            return List.of();
        }
    }
}
