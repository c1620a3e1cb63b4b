package io.kaipan.domain.member;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.STRANGER;
import static io.kaipan.domain.testing.People.TODAY;
import static io.kaipan.domain.testing.People.WKC;
import static io.kaipan.domain.testing.People.account;
import static io.kaipan.domain.testing.People.actor;
import static io.kaipan.domain.testing.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.MatcherAssert.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.MemberCommand.AdjustPoints;
import io.kaipan.domain.member.MemberCommand.ApproveAdjustment;
import io.kaipan.domain.member.MemberCommand.AwardJoin;
import io.kaipan.domain.member.MemberCommand.AwardPurchase;
import io.kaipan.domain.member.MemberCommand.AwardReferralJoin;
import io.kaipan.domain.member.MemberCommand.AwardReferralPurchase;
import io.kaipan.domain.member.MemberCommand.AwardViewing;
import io.kaipan.domain.member.MemberCommand.CloseMembership;
import io.kaipan.domain.member.MemberCommand.ExpirePoints;
import io.kaipan.domain.member.MemberCommand.RecordRegionalClearance;
import io.kaipan.domain.member.MemberCommand.RedeemPoints;
import io.kaipan.domain.member.MemberCommand.RefuseAdjustment;
import io.kaipan.domain.member.MemberCommand.VoidPoints;
import io.kaipan.domain.member.MemberEvent.PointsAdjusted;
import io.kaipan.domain.member.MemberEvent.PointsAdjustmentRefused;
import io.kaipan.domain.member.MemberEvent.PointsAdjustmentRequested;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.PointsExpired;
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.PointsVoided;
import io.kaipan.domain.project.ClubPolicy;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointsTest {
    private static final MemberAccountId MEMBER = account(1);
    private static final CustomerId CUSTOMER = customerOf(1);
    private static final Money CONTRACT = Money.ofFen(867_067_74L);
    private static final Duration DAY = Duration.ofDays(1);

    private final Club club = new Club();

    private static CustomerId customerOf(int number) {
        return new CustomerId(TypeId.of(CustomerId.PREFIX, account(number).value()));
    }

    private static RedemptionId redemption(int number) {
        return new RedemptionId(TypeId.of(RedemptionId.PREFIX, new UUID(0, number)));
    }

    private static AdjustmentId adjustment(int number) {
        return new AdjustmentId(TypeId.of(AdjustmentId.PREFIX, new UUID(0, number)));
    }

    private static PointsAwarded awarded(int entry, PointsKind kind, int points, String cause, long balance) {
        return new PointsAwarded(MEMBER, CUSTOMER, entry, kind, JYLW, points, 0, cause, null, NOW, balance, 4);
    }

    private static AwardViewing viewing(String cause, ProjectCode project, Instant at) {
        return new AwardViewing(MEMBER, project, cause, at);
    }

    /** 500 for joining and 100 for a visit. */
    private void with600() {
        club.system(new AwardJoin(MEMBER, "joined"));
        club.system(viewing("came", JYLW, NOW));
    }

    private static RedeemPoints redeem(int number, int points) {
        return new RedeemPoints(MEMBER, redemption(number), JYLW, points, "物业费抵扣券");
    }

    @BeforeEach
    void aMember() {
        club.member(1);
    }

    @Nested
    class Joining {
        @Test
        @DisplayName("PTS-2 joining gives 500 and its referral 300; PTS-5 the same cause again gives nothing")
        void produces() {
            AwardReferralJoin referral = new AwardReferralJoin(MEMBER, JYLW, "other joined", NOW);

            assertThat(club.system(new AwardJoin(MEMBER, "joined")))
                    .containsExactly(awarded(1, PointsKind.JOIN, 500, "joined", 500));
            assertThat(club.system(new AwardJoin(MEMBER, "joined"))).isEmpty();
            assertThat(club.system(referral))
                    .containsExactly(awarded(2, PointsKind.REFERRAL_JOIN, 300, "other joined", 800));
            assertThat(club.system(referral)).isEmpty();
            assertThat(club.system(new AwardReferralJoin(MEMBER, JYLW, "joined", NOW)))
                    .as("the same cause, another kind")
                    .hasSize(1);
        }

        @Test
        @DisplayName("PTS-2 who only applied, or has left, gets nothing")
        void staysQuiet() {
            club.applied(2, null);
            club.manager(new CloseMembership(MEMBER, "本人要求"));

            assertThat(club.system(new AwardJoin(account(2), "joined"))).isEmpty();
            assertThat(club.system(new AwardJoin(MEMBER, "joined"))).isEmpty();
            assertThat(club.system(new AwardReferralJoin(MEMBER, JYLW, "joined", NOW)))
                    .isEmpty();
        }
    }

    @Nested
    class Viewing {
        @Test
        @DisplayName("PTS-3 once for a member, project and day, whatever the cause; the next day and elsewhere again")
        void produces() {
            assertThat(club.system(viewing("one", JYLW, NOW)))
                    .containsExactly(awarded(1, PointsKind.VIEWING, 100, "one", 100));
            assertThat(club.system(viewing("one", JYLW, NOW))).isEmpty();
            assertThat(club.system(viewing("two", JYLW, NOW.plusSeconds(3600)))).isEmpty();
            assertThat(club.system(viewing("three", WKC, NOW))).hasSize(1);
            assertThat(club.system(viewing("four", JYLW, NOW.plus(DAY)))).hasSize(1);
        }

        @ParameterizedTest(name = "a visit at {0}: {1} points")
        @CsvSource({"2026-03-01T15:59:59Z, 0", "2026-03-01T16:00:00Z, 1", "2026-03-02T15:59:59Z, 1"})
        @DisplayName(
                "PTS-3, G-1 who joins on the day of the visit gets it, by the project's calendar; who joins later doesn't")
        void onTheDayOfJoining(Instant visit, int entries) {
            assertThat(club.system(viewing("came", JYLW, visit))).hasSize(entries);
        }

        @Test
        @DisplayName("G-10, G-11 judged by the policy of the day of the visit; a project that gives none gives none")
        void policyOfTheDay() {
            club.policy(JYLW, new ClubPolicy(500, 300, 250, 1000, 50, null, 1, 10_000, 2, 30_000, "WKH", 8), TODAY);
            club.policy(WKC, new ClubPolicy(500, 300, 0, 1000, 50, null, 1, 10_000, 2, 30_000, "WKH", 8), TODAY);

            assertThat(club.system(viewing("one", JYLW, NOW)))
                    .singleElement()
                    .extracting(event -> ((PointsAwarded) event).points())
                    .isEqualTo(250);
            assertThat(club.system(viewing("two", WKC, NOW))).isEmpty();
        }

        @Test
        @DisplayName("PRC-5 in another city only once cleared for it")
        void inAnotherCity() {
            assertThat(club.system(viewing("one", Club.GZ, NOW))).isEmpty();

            club.send(new RecordRegionalClearance(MEMBER, Club.GZ, "确认函", null), Club.RECEPTION_GZ, NOW);
            assertThat(club.system(viewing("one", Club.GZ, NOW))).hasSize(1);
        }
    }

    @Nested
    class Purchasing {
        private AwardReferralPurchase referral(@Nullable MemberLevel buyerLevel, List<CustomerId> buyers) {
            return new AwardReferralPurchase(MEMBER, JYLW, "signed", CONTRACT, buyerLevel, buyers, NOW);
        }

        @Test
        @DisplayName(
                "PTS-1, PTS-4 a point for every 1,000 yuan whole; a share that makes none still counts as a purchase")
        void produces() {
            assertThat(club.system(new AwardPurchase(MEMBER, JYLW, "signed", CONTRACT, NOW)))
                    .first()
                    .isEqualTo(awarded(1, PointsKind.PURCHASE, 867, "signed", 867));
            assertThat(club.system(new AwardPurchase(MEMBER, JYLW, "signed", CONTRACT, NOW)))
                    .isEmpty();
            assertThat(club.system(new AwardPurchase(MEMBER, JYLW, "other", Money.ofFen(999_99), NOW)))
                    .first()
                    .isEqualTo(awarded(2, PointsKind.PURCHASE, 0, "other", 867));
        }

        @Test
        @DisplayName("PTS-4 what was signed before they were a member gives nothing")
        void notBeforeJoining() {
            assertThat(club.system(new AwardPurchase(MEMBER, JYLW, "signed", CONTRACT, NOW.minusSeconds(1))))
                    .isEmpty();
        }

        @ParameterizedTest(name = "{0} refers {1}: {2} points")
        @CsvSource({
            "BLUE, BLUE, 433",
            "SILVER, BLUE, 433",
            "GOLD, BLUE, 433",
            "BLUE, SILVER, 0",
            "SILVER, SILVER, 0",
            "GOLD, SILVER, 0",
            "BLUE, GOLD, 0",
            "SILVER, GOLD, 0",
            "GOLD, GOLD, 0",
            "BLUE, , 0",
            "SILVER, , 0",
            "GOLD, , 0",
            ", BLUE, 0",
            ", SILVER, 0",
            ", GOLD, 0",
            ", , 0"
        })
        @DisplayName("PTS-4 half the purchase points to a member who referred a buyer whose level at signing was BLUE")
        void truthTable(@Nullable MemberLevel referrer, @Nullable MemberLevel buyer, int points) {
            if (referrer == null) {
                club.manager(new CloseMembership(MEMBER, "本人要求"));
            } else if (referrer != MemberLevel.BLUE) {
                club.manager(new MemberCommand.GrantLevel(MEMBER, referrer, "集团客户"));
            }

            assertThat(club.system(referral(buyer, List.of(customerOf(9)))).stream()
                            .mapToInt(event -> ((PointsAwarded) event).points())
                            .sum())
                    .isEqualTo(points);
        }

        @Test
        @DisplayName("PTS-4 nobody refers themselves or a joint buyer")
        void refusesSelf() {
            assertThat(
                    club.refused(referral(MemberLevel.BLUE, List.of(CUSTOMER)), Club.RULE),
                    refusal(MemberRule.SELF_REFERRAL, "buyers"));
            assertThat(
                    club.refused(referral(MemberLevel.BLUE, List.of(customerOf(9), CUSTOMER)), Club.RULE),
                    refusal(MemberRule.SELF_REFERRAL, "buyers"));
        }
    }

    @Nested
    class Voiding {
        @Test
        @DisplayName("PTS-6 the counter-entry names the award and its cause; for the same cause again it is no news")
        void produces() {
            with600();

            assertThat(club.system(new VoidPoints(MEMBER, 1, "returned")))
                    .containsExactly(new PointsVoided(
                            MEMBER,
                            CUSTOMER,
                            3,
                            1,
                            PointsKind.JOIN,
                            500,
                            0,
                            List.of(new PointsUse(1, 500)),
                            0,
                            "returned",
                            100));
            assertThat(club.system(new VoidPoints(MEMBER, 1, "returned"))).isEmpty();
        }

        @Test
        @DisplayName(
                "PTS-6, CHG-R2 what is spent is taken from others, oldest first, then owed; later awards fill it first")
        void leavesADebt() {
            with600();
            club.send(redeem(1, 450), RECEPTION, NOW);

            assertThat(club.system(new VoidPoints(MEMBER, 1, "returned")))
                    .containsExactly(new PointsVoided(
                            MEMBER,
                            CUSTOMER,
                            4,
                            1,
                            PointsKind.JOIN,
                            500,
                            0,
                            List.of(new PointsUse(1, 50), new PointsUse(2, 100)),
                            350,
                            "returned",
                            -350));
            assertThat(club.system(new AwardReferralJoin(MEMBER, JYLW, "x", NOW)))
                    .containsExactly(new PointsAwarded(
                            MEMBER, CUSTOMER, 5, PointsKind.REFERRAL_JOIN, JYLW, 300, 300, "x", null, NOW, -50, 4));
            assertThat(club.system(viewing("y", JYLW, NOW.plus(DAY))))
                    .containsExactly(new PointsAwarded(
                            MEMBER, CUSTOMER, 6, PointsKind.VIEWING, JYLW, 100, 50, "y", null, NOW.plus(DAY), 50, 4));
            assertThat(
                    club.refused(redeem(2, 51), RECEPTION),
                    refusal(MemberRule.POINTS_INSUFFICIENT, "points", Map.of("balance", "50")));
        }

        @Test
        @DisplayName(
                "PTS-6 neither a void, nor a redemption, nor an award voided before, nor what isn't there is voided")
        void refuses() {
            with600();
            club.send(redeem(1, 10), RECEPTION, NOW);
            club.system(new VoidPoints(MEMBER, 1, "returned"));

            assertThat(
                    club.refused(new VoidPoints(MEMBER, 4, "again"), Club.RULE),
                    refusal(MemberRule.ENTRY_NOT_AN_AWARD, "entry"));
            assertThat(
                    club.refused(new VoidPoints(MEMBER, 3, "again"), Club.RULE),
                    refusal(MemberRule.ENTRY_NOT_AN_AWARD, "entry"));
            assertThat(
                    club.refused(new VoidPoints(MEMBER, 1, "another"), Club.RULE),
                    refusal(MemberRule.ENTRY_ALREADY_VOIDED, "entry"));
            assertThat(
                    club.refused(new VoidPoints(MEMBER, 5, "x"), Club.RULE),
                    refusal(MemberRule.ENTRY_UNKNOWN, "entry"));
            assertThat(
                    club.refused(new VoidPoints(MEMBER, 0, "x"), Club.RULE),
                    refusal(MemberRule.ENTRY_UNKNOWN, "entry"));
        }

        @Test
        @DisplayName("CHG-R2 a purchase returned after its buyer has left is voided all the same")
        void afterLeaving() {
            with600();
            club.manager(new CloseMembership(MEMBER, "本人要求"));

            assertThat(club.system(new VoidPoints(MEMBER, 1, "returned"))).hasSize(1);
        }
    }

    @Nested
    class Redeeming {
        @Test
        @DisplayName("PTS-7 the oldest first; the same redemption again is no news")
        void produces() {
            with600();

            assertThat(club.send(redeem(1, 550), RECEPTION, NOW))
                    .containsExactly(new PointsRedeemed(
                            MEMBER,
                            CUSTOMER,
                            3,
                            redemption(1),
                            JYLW,
                            550,
                            List.of(new PointsUse(1, 500), new PointsUse(2, 50)),
                            "物业费抵扣券",
                            50));
            assertThat(club.send(redeem(1, 550), RECEPTION, NOW)).isEmpty();
            assertThat(club.refused(redeem(1, 20), RECEPTION), refusal(MemberRule.POINTS_ID_TAKEN, "redemption"));
        }

        @Test
        @DisplayName("PTS-7 more than there is is refused with the balance, and nothing changes")
        void refusesMore() {
            with600();

            assertThat(
                    club.refused(redeem(1, 601), RECEPTION),
                    refusal(MemberRule.POINTS_INSUFFICIENT, "points", Map.of("balance", "600")));
            assertThat(club.refused(redeem(1, 0), RECEPTION), refusal(MemberRule.POINTS_OUT_OF_RANGE, "points"));
            assertThat(club.refused(redeem(1, -5), RECEPTION), refusal(MemberRule.POINTS_OUT_OF_RANGE, "points"));
        }

        @Test
        @DisplayName("PRC-5, MEM-1, G-8 not in a city without clearance, not after leaving, not by a stranger")
        void refusesWhere() {
            with600();

            assertThat(
                    club.refused(new RedeemPoints(MEMBER, redemption(1), Club.GZ, 10, "礼品"), Club.RECEPTION_GZ),
                    refusal(MemberRule.CLEARANCE_REQUIRED, "project"));
            assertThat(club.refused(redeem(1, 10), STRANGER), refusal(SharedRule.NOT_YOURS, "project"));
            club.manager(new CloseMembership(MEMBER, "本人要求"));
            assertThat(club.refused(redeem(1, 10), RECEPTION), refusal(MemberRule.MEMBERSHIP_CLOSED));
        }
    }

    @Nested
    class Adjusting {
        private AdjustPoints ask(int number, int points) {
            return new AdjustPoints(MEMBER, adjustment(number), points, "漏登看房积分");
        }

        @Test
        @DisplayName("G-9 asked for with a reason, made when somebody else approves; each once")
        void produces() {
            assertThat(club.send(ask(1, 200), RECEPTION, NOW))
                    .containsExactly(new PointsAdjustmentRequested(MEMBER, CUSTOMER, adjustment(1), 200, "漏登看房积分"));
            assertThat(club.send(ask(1, 200), RECEPTION, NOW)).isEmpty();
            assertThat(club.manager(new ApproveAdjustment(MEMBER, adjustment(1))))
                    .containsExactly(new PointsAdjusted(
                            MEMBER,
                            CUSTOMER,
                            1,
                            adjustment(1),
                            200,
                            0,
                            List.of(),
                            null,
                            "漏登看房积分",
                            "reception",
                            200,
                            4));
            assertThat(club.manager(new ApproveAdjustment(MEMBER, adjustment(1))))
                    .isEmpty();
            assertThat(club.send(ask(1, 200), RECEPTION, NOW)).isEmpty();
        }

        @Test
        @DisplayName("PTS-6 points are taken from the oldest, at most what is there, also at the moment of approval")
        void takes() {
            with600();
            club.send(ask(1, -550), RECEPTION, NOW);
            club.send(ask(2, -200), RECEPTION, NOW);

            assertThat(club.manager(new ApproveAdjustment(MEMBER, adjustment(1))))
                    .containsExactly(new PointsAdjusted(
                            MEMBER,
                            CUSTOMER,
                            3,
                            adjustment(1),
                            -550,
                            0,
                            List.of(new PointsUse(1, 500), new PointsUse(2, 50)),
                            null,
                            "漏登看房积分",
                            "reception",
                            50,
                            4));
            assertThat(
                    club.refused(new ApproveAdjustment(MEMBER, adjustment(2)), MANAGER),
                    refusal(MemberRule.POINTS_INSUFFICIENT, "points", Map.of("balance", "50")));
            assertThat(
                    club.refused(ask(3, -51), RECEPTION),
                    refusal(MemberRule.POINTS_INSUFFICIENT, "points", Map.of("balance", "50")));
        }

        @Test
        @DisplayName("G-9 who asked doesn't approve, whatever their roles")
        void refusesTheAsker() {
            club.manager(ask(1, 200));

            assertThat(
                    club.refused(new ApproveAdjustment(MEMBER, adjustment(1)), MANAGER),
                    refusal(SharedRule.OWN_REQUEST));
            assertThat(club.send(
                            new ApproveAdjustment(MEMBER, adjustment(1)),
                            actor("manager.two", Role.SALES_MANAGER),
                            NOW))
                    .hasSize(1);
        }

        @Test
        @DisplayName("PTS-6 refused with a reason it isn't made; nor is what nobody asked for")
        void refusing() {
            club.send(ask(1, 200), RECEPTION, NOW);

            assertThat(club.manager(new RefuseAdjustment(MEMBER, adjustment(1), "依据不足")))
                    .containsExactly(new PointsAdjustmentRefused(MEMBER, CUSTOMER, adjustment(1), "依据不足"));
            assertThat(
                    club.refused(new ApproveAdjustment(MEMBER, adjustment(1)), MANAGER),
                    refusal(MemberRule.ADJUSTMENT_UNKNOWN, "adjustment"));
            assertThat(
                    club.refused(new RefuseAdjustment(MEMBER, adjustment(2), "x"), MANAGER),
                    refusal(MemberRule.ADJUSTMENT_UNKNOWN, "adjustment"));
        }

        @Test
        @DisplayName("PTS-1 neither none nor more than a million points; another adjustment needs another id")
        void refusesAmounts() {
            club.send(ask(1, 200), RECEPTION, NOW);

            assertThat(club.refused(ask(2, 0), RECEPTION), refusal(MemberRule.POINTS_OUT_OF_RANGE, "points"));
            assertThat(club.refused(ask(2, 1_000_001), RECEPTION), refusal(MemberRule.POINTS_OUT_OF_RANGE, "points"));
            assertThat(
                    club.refused(ask(2, Integer.MIN_VALUE), RECEPTION),
                    refusal(MemberRule.POINTS_OUT_OF_RANGE, "points"));
            assertThat(club.refused(ask(1, 300), RECEPTION), refusal(MemberRule.POINTS_ID_TAKEN, "adjustment"));
            assertThat(club.refused(ask(2, 1), STRANGER), refusal(SharedRule.NOT_YOURS));
        }
    }

    @Nested
    class Expiring {
        private static final Instant LAST = Instant.parse("2028-03-01T15:59:59Z");
        private static final Instant FIRST_WITHOUT = LAST.plusSeconds(1);

        @BeforeEach
        void twoYears() {
            club.policy(JYLW, new ClubPolicy(500, 300, 100, 1000, 50, 24, 1, 10_000, 2, 30_000, "WKH", 8), TODAY);
        }

        @Test
        @DisplayName(
                "PTS-7, G-1 what is left after 24 months expires at midnight in the project, once; before, nothing")
        void produces() {
            with600();
            club.send(redeem(1, 450), RECEPTION, NOW);

            assertThat(club.send(new ExpirePoints(MEMBER), Club.RULE, LAST)).isEmpty();
            assertThat(club.send(new ExpirePoints(MEMBER), Club.RULE, FIRST_WITHOUT))
                    .containsExactly(new PointsExpired(
                            MEMBER,
                            CUSTOMER,
                            4,
                            150,
                            List.of(new PointsUse(1, 50), new PointsUse(2, 100)),
                            LocalDate.of(2028, 3, 2),
                            0));
            assertThat(club.send(new ExpirePoints(MEMBER), Club.RULE, FIRST_WITHOUT))
                    .isEmpty();
        }

        @Test
        @DisplayName("PTS-7 nobody spends what has expired, though the clock hasn't come by yet")
        void notSpent() {
            with600();

            assertThat(
                    club.refused(redeem(1, 1), RECEPTION, FIRST_WITHOUT),
                    refusal(MemberRule.POINTS_INSUFFICIENT, "points", Map.of("balance", "0")));
        }

        @Test
        @DisplayName("PTS-6, PTS-7 what has expired is not owed when its award is voided")
        void notOwed() {
            with600();
            club.send(redeem(1, 450), RECEPTION, NOW);
            club.send(new ExpirePoints(MEMBER), Club.RULE, FIRST_WITHOUT);

            assertThat(club.send(new VoidPoints(MEMBER, 1, "returned"), Club.RULE, FIRST_WITHOUT))
                    .containsExactly(new PointsVoided(
                            MEMBER, CUSTOMER, 5, 1, PointsKind.JOIN, 450, 50, List.of(), 450, "returned", -450));
        }

        @Test
        @DisplayName("PTS-7 points given where no policy says so never expire")
        void never() {
            club.system(viewing("came", WKC, NOW));

            assertThat(club.send(new ExpirePoints(MEMBER), Club.RULE, NOW.plus(Duration.ofDays(20_000))))
                    .isEmpty();
        }
    }
}
