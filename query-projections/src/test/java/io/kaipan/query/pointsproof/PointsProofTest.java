package io.kaipan.query.pointsproof;

import static io.kaipan.query.testing.SalesFloor.AUDITOR;
import static io.kaipan.query.testing.SalesFloor.JYLW;
import static io.kaipan.query.testing.SalesFloor.MANAGER;
import static io.kaipan.query.testing.SalesFloor.WKC;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.PointsExpired;
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.PointsVoided;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.member.RedemptionId;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.TypeId;
import io.kaipan.query.testing.Club;
import io.kaipan.query.testing.Log;
import io.kaipan.query.testing.SalesFloor;
import io.kaipan.query.testing.VaultForTests;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PointsProofTest {
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2028, 3, 1);

    private final Log log = new Log(new VaultForTests());
    private final SalesFloor floor = new SalesFloor(log);
    private final CustomerId customer = floor.customer("王芳", "13812345678");
    private final Club club = new Club(log, customer, JYLW).applies(null);
    private final String joined = club.confirmed("WKH00000001");

    /** Proves from a log in memory; events stand in it from position 1 on. */
    static PointsProofs of(Log log) {
        return new PointsProofs(
                ids -> {
                    Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();
                    ids.forEach(id -> streams.put(id, log.read(id)));
                    return streams;
                },
                events -> {
                    Map<String, Long> positions = new HashMap<>();
                    log.read().forEach(event -> positions.put(event.getIdentifier(), (long) positions.size() + 1));
                    positions.keySet().retainAll(events);
                    return Optional.of(positions);
                });
    }

    private PointsProof proof() {
        return of(log).find(club.id, EVER, AUDITOR).orElseThrow();
    }

    @Test
    @DisplayName(
            "PTS-6 the proof names every entry with its event, position and cause, and its arithmetic comes to the balance")
    void proves() {
        int join = club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        club.awarded(PointsKind.VIEWING, JYLW, 100, joined, DAY);
        club.redeemed(JYLW, 450, "礼品");
        club.voided(join, joined);
        club.adjusted(club.adjustmentAsked("cashier", 30, "补"), "cashier", 30, "补");
        club.awarded(PointsKind.REFERRAL_JOIN, JYLW, 400, joined, null);
        PointsProof proof = proof();

        assertThat(proof.holds()).as("%s", proof.flaws()).isTrue();
        assertThat(proof.balance()).isEqualTo(club.balance());
        assertThat(proof.awarded() - proof.voided() - proof.redeemed() - proof.expired() + proof.adjusted())
                .isEqualTo(proof.balance());
        assertThat(proof.kinds().stream().mapToLong(KindBalance::left).sum() - proof.debt())
                .isEqualTo(proof.balance());
        assertThat(proof.facts()).hasSize(6);
        ProvenEntry first = proof.facts().getFirst();
        assertThat(first.event()).isEqualTo("PointsAwarded");
        assertThat(first.position()).isEqualTo(4);
        assertThat(first.version()).isEqualTo(2);
        assertThat(first.cause()).isEqualTo(joined);
        assertThat(first.causePosition()).isEqualTo(3);
        assertThat(first.policyVersion()).isEqualTo(2);
        assertThat(proof.facts().get(3).voids()).isEqualTo(join);
    }

    @Test
    @DisplayName("PTS-6 at any instant of the past it proves the balance of then")
    void past() {
        club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        Instant then = log.now().minus(Duration.ofSeconds(1));
        club.redeemed(JYLW, 450, "礼品");
        assertThat(of(log).find(club.id, then, AUDITOR).orElseThrow().balance()).isEqualTo(500);
        assertThat(of(log).find(club.id, Log.START, AUDITOR).orElseThrow().facts())
                .isEmpty();
        assertThat(proof().balance()).isEqualTo(50);
    }

    @Test
    @DisplayName("G-5 after the customer is forgotten the proof is the same, and holds nothing personal")
    void forgotten() {
        club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        club.redeemed(JYLW, 450, "礼品");
        PointsProof before = proof();
        assertThat(before.toString()).doesNotContain("礼品", "王芳");
        floor.forget(customer);
        assertThat(proof()).isEqualTo(before);
        assertThat(proof().holds()).isTrue();
    }

    @Test
    @DisplayName("G-8 it is shown to the people of the projects where the account is known")
    void rights() {
        club.awarded(PointsKind.JOIN, JYLW, 500, joined, null);
        var stranger = SalesFloor.actor("cashier", Set.of(Role.CASHIER), WKC.value());
        assertThat(of(log).find(club.id, EVER, MANAGER)).isPresent();
        assertThat(of(log).find(club.id, EVER, stranger)).isEmpty();
        club.redeemed(WKC, 10, "礼品");
        assertThat(of(log).find(club.id, EVER, stranger)).isPresent();
    }

    private void entry(Object event) {
        log.append("somebody", club.id, event);
    }

    private PointsAwarded award(int number, int points, String cause, long balance) {
        return new PointsAwarded(
                club.id, customer, number, PointsKind.VIEWING, JYLW, points, 0, cause, null, log.now(), balance, 2);
    }

    @Test
    @DisplayName("PTS-5, PTS-6, PTS-7 a ledger that breaks a rule proves nothing: each flaw is named with its entry")
    void flaws() {
        entry(award(1, 100, joined, 100));
        entry(award(2, 100, joined, 200));
        entry(award(4, 100, "event-nowhere", 250));
        entry(new PointsRedeemed(
                club.id,
                customer,
                4,
                new RedemptionId(TypeId.of(RedemptionId.PREFIX, new UUID(7, 1))),
                JYLW,
                150,
                List.of(new PointsUse(1, 120), new PointsUse(2, 10)),
                "x",
                150));
        entry(voiding(5, 1, 50));
        entry(voiding(6, 1, -50));
        entry(voiding(7, 4, -150));
        entry(new PointsExpired(club.id, customer, 8, 1, List.of(), DAY, -151));

        assertThat(proof().flaws())
                .containsExactlyInAnyOrder(
                        new ProofFlaw(ProofFlaw.Kind.CAUSE_TWICE, 2),
                        new ProofFlaw(ProofFlaw.Kind.NUMBER_OUT_OF_ORDER, 4),
                        new ProofFlaw(ProofFlaw.Kind.CAUSE_NOT_IN_LOG, 4),
                        new ProofFlaw(ProofFlaw.Kind.BALANCE_DIFFERS, 4),
                        new ProofFlaw(ProofFlaw.Kind.USED_MORE_THAN_LEFT, 4),
                        new ProofFlaw(ProofFlaw.Kind.USES_DIFFER, 4),
                        new ProofFlaw(ProofFlaw.Kind.VOIDED_TWICE, 6),
                        new ProofFlaw(ProofFlaw.Kind.USES_DIFFER, 8));
    }

    private PointsVoided voiding(int number, int voids, long balance) {
        return new PointsVoided(
                club.id, customer, number, voids, PointsKind.VIEWING, 100, 0, List.of(), 100, joined, balance);
    }
}
