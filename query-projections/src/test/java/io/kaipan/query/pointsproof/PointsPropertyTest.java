package io.kaipan.query.pointsproof;

import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.query.memberaccountlist.MemberAccountListForTests;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.pointsstatement.BalanceRequest;
import io.kaipan.query.pointsstatement.EntryType;
import io.kaipan.query.pointsstatement.PointsEntryRow;
import io.kaipan.query.pointsstatement.PointsStatement;
import io.kaipan.query.pointsstatement.PointsStatementForTests;
import io.kaipan.query.pointsstatement.StatementRequest;
import io.kaipan.query.testing.Club;
import io.kaipan.query.testing.Projector;
import io.kaipan.query.testing.Views;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories, written to real tables: what the statement, the account and the proof say must never differ. */
class PointsPropertyTest {
    private static final LocalDate START = LocalDate.of(2026, 3, 1);

    /** Something that may happen to an account. @param size points, or which of the awards */
    record Step(What what, int size, PointsKind kind) {
        enum What {
            AWARD,
            AWARD_FOR_A_WHILE,
            VOID,
            REDEEM,
            ADD,
            TAKE,
            EXPIRE
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Step.What.values()),
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.of(PointsKind.values()))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    @Property(tries = 60)
    @Label(
            "PTS-6 at every point of a history proof, statement and account come to the same balance, and left - debt makes it")
    void agree(@ForAll("histories") List<Step> steps) {
        Views views = new Views();
        CustomerId customer = views.floor.customer("王芳", "13812345678");
        Club club = new Club(views.log, customer, JYLW).applies(null);
        club.confirmed("WKH00000001");
        List<Instant> moments = new ArrayList<>();
        List<Long> balances = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            happen(steps.get(i), club, views.floor.customer("因", "1390000%04d".formatted(i)), views);
            moments.add(views.log.now().minus(Duration.ofSeconds(1)));
            balances.add(club.balance());
        }
        Projector statements = views.projector(PointsStatementForTests.projection(views));
        Projector accounts = views.projector(MemberAccountListForTests.projection(views));
        statements.project(views.log.read(), 4);
        accounts.project(views.log.read(), 4);

        PointsStatement statement = PointsStatementForTests.of(views);
        PointsProofs proofs = PointsProofTest.of(views.log);
        List<PointsEntryRow> rows = rows(statement, club);
        long running = 0;
        for (PointsEntryRow row : rows) {
            running += row.change();
            assertThat(row.balance()).isEqualTo(running);
            assertThat(row.left()).isNotNegative();
        }
        for (int i = 0; i < moments.size(); i++) {
            PointsProof proof = proofs.find(club.id, moments.get(i), AUDITOR).orElseThrow();
            BalanceRequest request = new BalanceRequest(club.id, moments.get(i));
            assertThat(proof.flaws()).isEmpty();
            assertThat(proof.balance()).isEqualTo(balances.get(i));
            assertThat(statement.balances(List.of(request), AUDITOR)).isEqualTo(Map.of(request, balances.get(i)));
            assertThat(left(proof) - proof.debt()).isEqualTo(balances.get(i));
            assertThat(proof.debt() == 0 || left(proof) == 0).isTrue();
        }
        PointsProof now = proofs.find(club.id, moments.getLast(), AUDITOR).orElseThrow();
        assertThat(now.facts()).hasSameSizeAs(rows);
        assertThat(rows.stream().mapToLong(PointsEntryRow::left).sum()).isEqualTo(left(now));
        assertThat(rows.stream().filter(row -> row.type() == EntryType.VOIDING).map(PointsEntryRow::voids))
                .doesNotHaveDuplicates();
        String once = views.text("view.points_entry");
        statements.reset();
        statements.project(views.log.read(), 1);
        assertThat(views.text("view.points_entry")).isEqualTo(once);
    }

    private static long left(PointsProof proof) {
        return proof.kinds().stream().mapToLong(KindBalance::left).sum();
    }

    private static List<PointsEntryRow> rows(PointsStatement statement, Club club) {
        StatementRequest all = new StatementRequest(
                club.id,
                new StatementRequest.Wanted(Set.of(), Set.of(), null, null, false, PageRequest.first(200, null)));
        return statement.pages(List.of(all), AUDITOR).get(all).rows();
    }

    /** Does it, as far as it can be done. @param because whose registration is the event that it is done for */
    private static void happen(Step step, Club club, CustomerId because, Views views) {
        String cause = views.log.read(because).getFirst().getIdentifier();
        switch (step.what()) {
            case AWARD -> club.awarded(step.kind(), JYLW, step.size(), cause, null);
            case AWARD_FOR_A_WHILE ->
                club.awarded(step.kind(), JYLW, step.size(), cause, START.plusMonths(step.size() % 12));
            case VOID -> {
                List<Integer> standing = club.standing();
                if (!standing.isEmpty()) {
                    club.voided(standing.get(step.size() % standing.size()), cause);
                }
            }
            case REDEEM -> {
                if (club.balance() > 0) {
                    club.redeemed(JYLW, (int) Math.min(step.size(), club.balance()), "礼品");
                }
            }
            case ADD -> club.adjusted(club.adjustmentAsked("cashier", step.size(), "补"), "cashier", step.size(), "补");
            case TAKE -> {
                int points = (int) -Math.min(step.size(), club.balance());
                if (points < 0) {
                    club.adjusted(club.adjustmentAsked("cashier", points, "减"), "cashier", points, "减");
                }
            }
            case EXPIRE -> club.expired(START.plusMonths(step.size() % 12));
        }
    }
}
