package io.kaipan.command.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.PointsLedger;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.testing.PostgresForTests;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What commands look up about the owners' club, in PostgreSQL. */
class ClubLookupsTest {
    private static final ProjectCode JYLW = new ProjectCode("JYLW");
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 5);
    private static final Instant MIDNIGHT = Instant.parse("2028-12-04T16:00:00Z");

    private final JdbcClient jdbc =
            JdbcClient.create(PostgresForTests.freshDatabase().command());
    private final JdbcMemberBook members = new JdbcMemberBook(jdbc);
    private final JdbcPointsLedger ledger = new JdbcPointsLedger(jdbc);
    private final JdbcMerges merges = new JdbcMerges(jdbc);

    private static CustomerId customer(int number) {
        return new CustomerId(TypeId.of(CustomerId.PREFIX, new UUID(0, number)));
    }

    private static MemberAccountId account(int number) {
        return new MemberAccountId(TypeId.of(MemberAccountId.PREFIX, new UUID(0, number)));
    }

    private MemberAccountId joined(int number, @Nullable MemberAccountId referrer) {
        return members.claim(customer(number), account(number), referrer);
    }

    @Test
    @DisplayName("MEM-1 one account that isn't closed for a customer; found by card for good, by customer until closed")
    void places() {
        assertThat(joined(1, null)).isEqualTo(account(1));
        assertThat(members.claim(customer(1), account(2), null)).isEqualTo(account(1));
        assertThat(members.find(customer(1))).get().returns(false, entry -> entry.confirmed());

        CardNumber card = members.nextCard(account(1), "WKH", 8);
        assertThat(card).isEqualTo(new CardNumber("WKH00000001"));
        assertThat(members.find(card))
                .isEqualTo(members.find(customer(1)))
                .get()
                .returns(true, entry -> entry.confirmed());

        members.close(account(1));
        assertThat(members.find(customer(1))).isEmpty();
        assertThat(members.find(card)).get().returns(false, entry -> entry.confirmed());
        assertThat(members.claim(customer(1), account(2), null)).isEqualTo(account(2));
        assertThat(members.nextCard(account(2), "WKH", 8)).isEqualTo(new CardNumber("WKH00000002"));
        assertThat(members.nextCard(account(2), "SZ", 4)).isEqualTo(new CardNumber("SZ0001"));
    }

    @Test
    @DisplayName("PTS-4 who has referred whom, through others and through closed accounts, and after a merge")
    void referrals() {
        joined(1, null);
        joined(2, account(1));
        joined(3, account(2));
        joined(4, null);
        members.close(account(1));
        assertThat(members.claim(customer(1), account(5), null)).isEqualTo(account(5));

        assertThat(members.hasReferred(customer(1), account(3))).isTrue();
        assertThat(members.hasReferred(customer(2), account(3))).isTrue();
        assertThat(members.hasReferred(customer(3), account(1))).isFalse();
        assertThat(members.hasReferred(customer(4), account(3))).isFalse();

        merges.join(customer(9), List.of(customer(1)));
        assertThat(members.hasReferred(customer(9), account(3))).isTrue();
        assertThat(members.hasReferred(customer(1), account(3))).isTrue();
        assertThat(members.isSame(customer(1), customer(9))).isTrue();
        assertThat(members.isSame(customer(1), customer(2))).isFalse();
        assertThat(members.find(customer(1))).get().returns(customer(9), entry -> entry.customer());
    }

    private static PointsLedger.Entry award(int number, String kind, String cause, LocalDate day, int points) {
        return new PointsLedger.Entry(number, kind, cause, JYLW, day, points, points, 0, MIDNIGHT, null);
    }

    @Test
    @DisplayName("PTS-5, PTS-3 a cause gives a kind once, and a visit is one a day in a project")
    void causes() {
        assertThat(ledger.enter(account(1), award(1, "JOIN", "a", TODAY, 500))).isTrue();
        assertThat(ledger.enter(account(1), award(2, "JOIN", "a", TODAY, 500))).isFalse();
        assertThat(ledger.enter(account(1), award(2, "VIEWING", "a", TODAY, 100)))
                .isTrue();
        assertThat(ledger.enter(account(1), award(3, "VIEWING", "b", TODAY, 100)))
                .isFalse();
        assertThat(ledger.enter(account(1), award(3, "VIEWING", "b", TODAY.plusDays(1), 100)))
                .isTrue();
        assertThat(ledger.enter(account(2), award(1, "JOIN", "a", TODAY, 500))).isTrue();

        assertThat(ledger.find(account(1), "VIEWING", "b")).contains(award(3, "VIEWING", "b", TODAY.plusDays(1), 100));
        assertThat(ledger.find(account(1), 1)).contains(award(1, "JOIN", "a", TODAY, 500));
        assertThat(ledger.find(account(1), 4)).isEmpty();
    }

    @Test
    @DisplayName("PTS-7 the oldest with anything left, as many as it takes, through any number of them")
    void oldest() {
        IntStream.rangeClosed(1, 250)
                .forEach(number ->
                        ledger.enter(account(1), award(number, "REFERRAL_JOIN", "cause " + number, TODAY, 10)));
        ledger.use(account(1), List.of(new PointsUse(1, 10), new PointsUse(2, 4)));

        assertThat(ledger.oldest(account(1), 7))
                .extracting(PointsLedger.Entry::number)
                .containsExactly(2, 3);
        assertThat(ledger.oldest(account(1), 2_005))
                .extracting(PointsLedger.Entry::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 202).boxed().toList());
        assertThat(ledger.oldest(account(1), 1_000_000)).hasSize(249);
    }

    @Test
    @DisplayName("PTS-7 what is left of what has come to its end, to the second")
    void due() {
        ledger.enter(account(1), award(1, "JOIN", "a", TODAY, 500));
        ledger.enter(account(1), new PointsLedger.Entry(2, "VIEWING", "b", JYLW, TODAY, 100, 100, 0, null, null));

        assertThat(ledger.due(account(1), MIDNIGHT.minusSeconds(1))).isEmpty();
        assertThat(ledger.due(account(1), MIDNIGHT))
                .extracting(PointsLedger.Entry::number)
                .containsExactly(1);

        ledger.use(account(1), List.of(new PointsUse(1, 450)));
        ledger.expire(account(1), List.of(new PointsUse(1, 50)));
        ledger.markVoided(account(1), 1, "returned");
        assertThat(ledger.due(account(1), MIDNIGHT)).isEmpty();
        assertThat(ledger.find(account(1), 1))
                .contains(new PointsLedger.Entry(1, "JOIN", "a", JYLW, TODAY, 500, 0, 50, MIDNIGHT, "returned"));
    }
}
