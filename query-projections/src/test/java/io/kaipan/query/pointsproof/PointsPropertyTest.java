package io.kaipan.query.pointsproof;

import static io.kaipan.domain.testing.People.JYLW;
import static io.kaipan.domain.testing.People.MANAGER;
import static io.kaipan.domain.testing.People.NOW;
import static io.kaipan.domain.testing.People.RECEPTION;
import static io.kaipan.domain.testing.People.WKC;
import static io.kaipan.domain.testing.People.account;
import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerEvent;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.lead.NewCustomer;
import io.kaipan.domain.member.AdjustmentId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberCommand;
import io.kaipan.domain.member.MemberCommand.AdjustPoints;
import io.kaipan.domain.member.MemberCommand.ApplyForMembership;
import io.kaipan.domain.member.MemberCommand.ApproveAdjustment;
import io.kaipan.domain.member.MemberCommand.AwardPurchase;
import io.kaipan.domain.member.MemberCommand.AwardReferralJoin;
import io.kaipan.domain.member.MemberCommand.AwardViewing;
import io.kaipan.domain.member.MemberCommand.ConfirmMembership;
import io.kaipan.domain.member.MemberCommand.ExpirePoints;
import io.kaipan.domain.member.MemberCommand.RedeemPoints;
import io.kaipan.domain.member.MemberCommand.VoidPoints;
import io.kaipan.domain.member.MemberEvent;
import io.kaipan.domain.member.MemberEvent.LedgerEvent;
import io.kaipan.domain.member.PointsLedger;
import io.kaipan.domain.member.RedemptionId;
import io.kaipan.domain.project.ClubPolicy;
import io.kaipan.domain.project.PolicyVersion;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Money;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.domain.testing.People;
import io.kaipan.domain.testing.SalesFloor;
import io.kaipan.query.memberaccountlist.MemberAccountListForTests;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.pointsstatement.BalanceRequest;
import io.kaipan.query.pointsstatement.EntryType;
import io.kaipan.query.pointsstatement.PointsEntryRow;
import io.kaipan.query.pointsstatement.PointsStatement;
import io.kaipan.query.pointsstatement.PointsStatementForTests;
import io.kaipan.query.pointsstatement.StatementRequest;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is asked of an account: what the account itself decides by, what the statement shows from real tables, and what
 * the proof works out from the log must never differ.
 */
class PointsPropertyTest {
    private static final MemberAccountId MEMBER = account(1);
    private static final Actor RULE = new Actor("PTS-1", Set.of(), Set.of());
    private static final int CAUSES = 4;
    private static final ClubPolicy FOR_A_MONTH =
            new ClubPolicy(500, 300, 100, 1000, 50, 1, 1, 10_000, 2, 30_000, "WKH", 8);

    /** Somebody asks for something, days after the one before. */
    record Step(int days, Actor actor, MemberCommand command) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<String> causes = Arbitraries.integers().between(0, CAUSES - 1).map(number -> "event-" + number);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(1, CAUSES);
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
                Combinators.combine(numbers, amounts)
                        .as((number, amount) -> new RedeemPoints(
                                MEMBER, new RedemptionId(id(RedemptionId.PREFIX, number)), JYLW, amount, "礼品")),
                Combinators.combine(numbers, amounts)
                        .as((number, amount) -> new AdjustPoints(
                                MEMBER, new AdjustmentId(id(AdjustmentId.PREFIX, number)), amount - 200, "更正")),
                numbers.map(number -> new ApproveAdjustment(MEMBER, new AdjustmentId(id(AdjustmentId.PREFIX, number)))),
                Arbitraries.just(new ExpirePoints(MEMBER)));
        return Combinators.combine(Arbitraries.integers().between(0, 12), commands)
                .as((days, command) -> new Step(days, actorOf(command), command))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static String id(String prefix, int number) {
        return TypeId.of(prefix, new UUID(0, number));
    }

    private static Actor actorOf(MemberCommand command) {
        return switch (command) {
            case ApproveAdjustment approve -> MANAGER;
            case RedeemPoints redeem -> RECEPTION;
            case AdjustPoints adjust -> RECEPTION;
            default -> RULE;
        };
    }

    @Property(tries = 60)
    @Label(
            "PTS-6 at every point of a history account, statement and proof come to the same balance, and to the same points left")
    void agree(@ForAll("histories") List<Step> history) {
        Views views = new Views();
        for (int i = 0; i < CAUSES; i++) {
            views.floor.customer("因", "1390000000" + i);
        }
        SalesFloor floor = floor();
        accept(floor, views, application(), RECEPTION, NOW);
        accept(floor, views, new ConfirmMembership(MEMBER), RECEPTION, NOW);
        List<Instant> moments = new ArrayList<>();
        List<Long> balances = new ArrayList<>();
        long balance = 0;
        Instant at = NOW;
        for (Step step : history) {
            at = at.plus(Duration.ofDays(step.days()));
            for (Object event : accept(floor, views, step.command(), step.actor(), at)) {
                balance = event instanceof LedgerEvent entry ? entry.balance() : balance;
            }
            moments.add(views.log.now().minus(Duration.ofSeconds(1)));
            balances.add(balance);
        }
        Projector statements = views.projector(PointsStatementForTests.projection(views));
        statements.project(views.log.read(), 4);
        views.projector(MemberAccountListForTests.projection(views)).project(views.log.read(), 4);
        PointsStatement statement = PointsStatementForTests.of(views);
        PointsProofs proofs = PointsProofTest.of(views.log);

        for (int i = 0; i < moments.size(); i++) {
            PointsProof proof = proofs.find(MEMBER, moments.get(i), AUDITOR).orElseThrow();
            assertThat(proof.flaws()).isEmpty();
            assertThat(proof.balance()).isEqualTo(balances.get(i));
            assertThat(left(proof) - proof.debt()).isEqualTo(balances.get(i));
            BalanceRequest request = new BalanceRequest(MEMBER, moments.get(i));
            assertThat(statement.balances(List.of(request), AUDITOR)).isEqualTo(Map.of(request, balances.get(i)));
        }
        List<PointsEntryRow> rows = rows(statement);
        PointsProof now = proofs.find(MEMBER, moments.getLast(), AUDITOR).orElseThrow();
        assertThat(rows)
                .extracting(PointsEntryRow::number)
                .containsExactlyElementsOf(
                        now.facts().stream().map(ProvenEntry::number).toList());
        assertThat(rows)
                .extracting(PointsEntryRow::balance)
                .containsExactlyElementsOf(
                        now.facts().stream().map(ProvenEntry::balance).toList());
        assertThat(rows.stream().mapToLong(PointsEntryRow::left).sum()).isEqualTo(left(now));
        assertThat(leftByEntry(rows)).isEqualTo(leftInTheLedger(floor));
        assertThat(rows.stream().filter(row -> row.type() == EntryType.VOIDING).map(PointsEntryRow::voids))
                .doesNotHaveDuplicates();
        String once = views.text("view.points_entry");
        statements.reset();
        statements.project(views.log.read(), 1);
        assertThat(views.text("view.points_entry")).isEqualTo(once);
    }

    /** A sales floor where points are good for a month. */
    private static SalesFloor floor() {
        SalesFloor floor = new SalesFloor(People.books());
        for (ProjectCode project : List.of(JYLW, WKC)) {
            ProjectTerms terms = floor.books().terms(project);
            floor.books()
                    .save(new ProjectTerms(
                            project,
                            terms.name(),
                            terms.city(),
                            terms.timeZone(),
                            terms.closed(),
                            terms.stages(),
                            terms.levels(),
                            terms.channels(),
                            terms.reasons(),
                            terms.relatives(),
                            terms.followUps(),
                            List.of(new PolicyVersion<>(1, People.TODAY, List.of(FOR_A_MONTH)))));
        }
        return floor;
    }

    private static ApplyForMembership application() {
        return new ApplyForMembership(
                MEMBER, JYLW, new NewCustomer("王芳", new PhoneNumber("+8613812345678")), null, null, null, null);
    }

    /** What a command raises, written to the log too; nothing when it is refused. */
    private static List<Object> accept(SalesFloor floor, Views views, MemberCommand command, Actor actor, Instant at) {
        floor.news();
        try {
            floor.accept(command, actor, at);
        } catch (RuleViolation refused) {
            return List.of();
        }
        List<Object> news = floor.news();
        news.forEach(event -> views.log.append(
                actor.user(),
                event instanceof MemberEvent e ? e.account() : ((CustomerEvent) event).customer(),
                event));
        return news;
    }

    private static long left(PointsProof proof) {
        return proof.kinds().stream().mapToLong(KindBalance::left).sum();
    }

    private static Map<Integer, Integer> leftByEntry(List<PointsEntryRow> rows) {
        return rows.stream()
                .filter(row -> row.left() > 0)
                .collect(Collectors.toMap(PointsEntryRow::number, PointsEntryRow::left));
    }

    private static Map<Integer, Integer> leftInTheLedger(SalesFloor floor) {
        return floor.club()
                .of(MEMBER)
                .filter(entry -> entry.left() > 0)
                .collect(Collectors.toMap(PointsLedger.Entry::number, PointsLedger.Entry::left));
    }

    private static List<PointsEntryRow> rows(PointsStatement statement) {
        StatementRequest all = new StatementRequest(
                MEMBER,
                new StatementRequest.Wanted(Set.of(), Set.of(), null, null, false, PageRequest.first(200, null)));
        return statement.pages(List.of(all), AUDITOR).get(all).rows();
    }
}
