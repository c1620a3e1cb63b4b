package io.kaipan.config.members;

import static io.kaipan.config.members.ClubHouse.atOnce;
import static io.kaipan.config.members.ClubHouse.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.policy.SentByRule;
import io.kaipan.config.testing.KaipanTest;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberCommand.AwardReferralJoin;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.testing.PostgresForTests;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@KaipanTest
@DisplayName("The owners' club, in the whole house")
class MembersTest {
    private static final int SENDERS = 16;

    @Autowired
    Intake intake;

    @Autowired
    PostgresForTests.Database database;

    @Autowired
    SentByRule commands;

    @Autowired
    Cache aggregateCache;

    private ClubHouse club;

    @BeforeEach
    void open() {
        club = new ClubHouse(intake, database);
    }

    @Test
    @DisplayName("MEM-1, PTS-2 who is confirmed gets a card and 500 points, and who referred them 300")
    void joins() {
        String referrer = club.member(null);
        String joined = club.member(club.cardOf(referrer));
        club.awaitEntries(referrer, 2);

        assertThat(club.cards()).containsExactly(club.series + "000001", club.series + "000002");
        assertThat(club.awardsOf(referrer)).containsExactly("JOIN 500", "REFERRAL_JOIN 300");
        assertThat(club.awardsOf(joined)).containsExactly("JOIN 500");
    }

    @Test
    @DisplayName(
            "MEM-1 confirmed by two clerks each, all at once: one of each two is refused, and no number is left out")
    void confirmedAtOnce() throws Exception {
        List<String> accounts = IntStream.range(0, SENDERS)
                .mapToObj(applicant -> club.applied(null))
                .toList();

        List<Outcome> outcomes = atOnce(SENDERS * 2, sender -> club.confirm(accounts.get(sender % SENDERS)));

        assertThat(outcomes.stream().map(ClubHouse::refusal))
                .filteredOn(String::isEmpty)
                .hasSize(SENDERS);
        assertThat(outcomes.stream().map(ClubHouse::refusal))
                .filteredOn(code -> !code.isEmpty())
                .hasSize(SENDERS)
                .containsOnly("MEMBERSHIP_CONFIRMED");
        assertThat(club.cards())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, SENDERS)
                        .mapToObj(number -> club.series + "%06d".formatted(number))
                        .toList());
        accounts.forEach(account -> club.awaitEntries(account, 1));
        club.awaitPolicies();
        assertThat(accounts).allSatisfy(account -> assertThat(club.eventsOf(account))
                .containsExactly("MembershipApplied", "MembershipConfirmed", "PointsAwarded"));
    }

    @Test
    @DisplayName("MEM-1 a number that was taken, and then not used, is the next one's")
    void takenBack() throws Exception {
        try (var connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("INSERT INTO lookup.card_series AS s (prefix, last) VALUES ('" + club.series
                            + "', 1) ON CONFLICT (prefix) DO UPDATE SET last = s.last + 1");
            connection.rollback();
        }
        String account = club.member(null);

        assertThat(club.cardOf(account)).isEqualTo(club.series + "000001");
    }

    @Test
    @DisplayName("MEM-1 one person who applies at many desks at once has one application")
    void appliedAtOnce() throws Exception {
        String body = "{'project': '%s', 'customer': " + club.person() + "}";

        List<Outcome> outcomes = atOnce(SENDERS, sender -> club.send(club.reception, "ApplyForMembership", body));

        assertThat(outcomes.stream().map(ClubHouse::refusal))
                .filteredOn(String::isEmpty)
                .hasSize(1);
        assertThat(outcomes.stream().map(ClubHouse::refusal))
                .filteredOn(code -> !code.isEmpty())
                .containsOnly("ALREADY_A_MEMBER");
    }

    @Test
    @DisplayName("PTS-7 redeemed at many desks at once: as much as there is, not a point more")
    void redeemedAtOnce() throws Exception {
        String account = club.member(null);

        List<Outcome> outcomes = atOnce(
                SENDERS,
                sender -> club.send(
                        club.reception,
                        "RedeemPoints",
                        "{'account': '" + account + "', 'project': '%s', 'points': 100, 'purpose': '礼品'}"));

        assertThat(outcomes.stream().map(ClubHouse::refusal))
                .filteredOn(String::isEmpty)
                .hasSize(5);
        assertThat(outcomes.stream().map(ClubHouse::refusal))
                .filteredOn(code -> !code.isEmpty())
                .containsOnly("POINTS_INSUFFICIENT");
        assertThat(club.leftIn(account)).isZero();
        assertThat(Collections.frequency(club.eventsOf(account), "PointsRedeemed"))
                .isEqualTo(5);
    }

    private String opportunityOf(String customer) {
        return club.accepted(
                club.manager,
                "OpenOpportunity",
                "{'project': '%s', 'existingCustomer': '" + customer
                        + "', 'awarenessChannel': '网络', 'followUpLevel': 'A'}");
    }

    private void appointment(String opportunity, int interaction, boolean reached) {
        club.accepted(
                club.manager,
                "LogInteraction",
                "{'opportunity': '" + opportunity
                        + "', 'interaction': '" + interaction(interaction)
                        + "', 'kind': 'APPOINTMENT', 'place': '售楼处', 'subject': '看房', 'reached': "
                        + reached + "}");
    }

    private static String interaction(int number) {
        return "interaction_01h455vb4pex5vsknk084sn%03d".formatted(number);
    }

    @Test
    @DisplayName("PTS-3 an appointment that was kept gives 100 once a day; struck, its points are taken back")
    void visits() {
        String account = club.member(null);
        String opportunity = opportunityOf(club.customerOf(account));
        appointment(opportunity, 1, false);
        appointment(opportunity, 2, true);
        club.awaitEntries(account, 2);
        appointment(opportunity, 3, true);
        club.awaitPolicies();

        assertThat(club.awardsOf(account)).containsExactly("JOIN 500", "VIEWING 100");

        club.accepted(
                club.manager,
                "StrikeInteraction",
                "{'opportunity': '" + opportunity + "', 'interaction': '" + interaction(2) + "', 'reason': '记错客户'}");
        club.awaitPolicies();
        assertThat(club.eventsOf(account)).endsWith("PointsVoided");
        assertThat(club.leftIn(account)).isEqualTo(500);
    }

    @Test
    @DisplayName("PTS-3 who joins during the visit gets its points too")
    void joinsDuringTheVisit() {
        String account = club.applied(null);
        appointment(opportunityOf(club.customerOf(account)), 1, true);
        club.awaitPolicies();
        assertThat(club.awardsOf(account)).isEmpty();

        club.confirm(account);
        club.awaitEntries(account, 2);

        assertThat(club.awardsOf(account)).containsExactlyInAnyOrder("JOIN 500", "VIEWING 100");
    }

    @Test
    @DisplayName(
            "MEM-1, CUS-4 two members are not merged; once one has left, the other's membership follows the survivor")
    void merges() {
        String one = club.member(null);
        String other = club.member(null);
        String merge = "{'customer': '" + club.customerOf(one) + "', 'merged': '" + club.customerOf(other)
                + "', 'reason': '同一人'}";

        assertThat(refusal(club.send(club.manager, "MergeCustomers", merge))).isEqualTo("MERGE_TWO_MEMBERSHIPS");
        club.accepted(club.reception, "CloseMembership", "{'account': '" + one + "', 'reason': '合并'}");
        club.accepted(club.manager, "MergeCustomers", merge);

        assertThat(Stream.of(club.customerOf(one), club.customerOf(other))
                        .map(customer -> refusal(club.send(
                                club.reception,
                                "ApplyForMembership",
                                "{'project': '%s', 'existingCustomer': '" + customer + "'}"))))
                .containsOnly("ALREADY_A_MEMBER");
    }

    @Test
    @DisplayName("PTS-1 a ledger of 250 entries, read anew from its snapshot, goes on where it was")
    void longLedger() {
        String account = club.member(null);
        for (int entry = 2; entry <= 250; entry++) {
            commands.send(
                    new AwardReferralJoin(
                            new MemberAccountId(account),
                            new ProjectCode(club.project),
                            "cause " + entry,
                            Instant.EPOCH),
                    "PTS-2");
        }
        club.awaitSnapshot(account);
        aggregateCache.removeAll();

        club.accepted(
                club.reception,
                "RedeemPoints",
                "{'account': '" + account + "', 'project': '%s', 'points': 75200, 'purpose': '礼品'}");
        assertThat(club.leftIn(account)).isZero();
        commands.send(
                new AwardReferralJoin(
                        new MemberAccountId(account), new ProjectCode(club.project), "cause 250", Instant.EPOCH),
                "PTS-2");
        assertThat(club.eventsOf(account)).hasSize(2 + 250 + 2 + 1).endsWith("PointsRedeemed");
    }
}
