package io.kaipan.query.pointsproof;

import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberEvent.LedgerEvent;
import io.kaipan.domain.member.MemberEvent.PointsAdjusted;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.PointsExpired;
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.PointsVoided;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.shared.Stamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Works a balance out from the entries of one ledger, and holds each entry against all before it. */
final class ProofFold {
    private final Optional<Map<String, Long>> positions;
    private final Map<Integer, Lot> lots = new HashMap<>();
    private final Set<Integer> voided = new HashSet<>();
    private final Set<String> causes = new HashSet<>();
    private final List<ProvenEntry> facts = new ArrayList<>();
    private final List<ProofFlaw> flaws = new ArrayList<>();
    private long awarded;
    private long taken;
    private long redeemed;
    private long expired;
    private long adjusted;
    private long debt;

    /** @param positions in the log, of the entries' events and of those they name as their causes; empty when unknown */
    ProofFold(Optional<Map<String, Long>> positions) {
        this.positions = positions;
    }

    /** Points that an entry brought. @param kind null for an adjustment */
    private static final class Lot {
        private final @Nullable PointsKind kind;
        private final int brought;
        private int left;

        Lot(@Nullable PointsKind kind, int brought, int left) {
            this.kind = kind;
            this.brought = brought;
            this.left = left;
        }
    }

    /** The id of the event that an entry names as its cause; null when no event is. */
    static @Nullable String causingEvent(LedgerEvent event) {
        return switch (event) {
            case PointsAwarded e -> e.cause();
            case PointsVoided e -> e.cause();
            case PointsRedeemed e -> null;
            case PointsAdjusted e -> null;
            case PointsExpired e -> null;
        };
    }

    void add(DomainEventMessage<?> message, LedgerEvent event) {
        require(event.entry() == facts.size() + 1, ProofFlaw.Kind.NUMBER_OUT_OF_ORDER, event);
        String caused = causingEvent(event);
        require(
                caused == null || positions.isEmpty() || positions.get().containsKey(caused),
                ProofFlaw.Kind.CAUSE_NOT_IN_LOG,
                event);
        event.uses().forEach(use -> take(use, event));
        switch (event) {
            case PointsAwarded e -> {
                awarded += e.points();
                debt -= e.debtFilled();
                lots.put(e.entry(), new Lot(e.kind(), e.points(), e.points() - e.debtFilled()));
                require(causes.add(e.kind() + " " + e.cause()), ProofFlaw.Kind.CAUSE_TWICE, e);
            }
            case PointsVoided e -> {
                taken += e.points();
                debt += e.debt();
                Lot lot = lots.get(e.voids());
                require(lot != null && lot.kind == e.kind(), ProofFlaw.Kind.VOIDS_NO_AWARD, e);
                require(voided.add(e.voids()), ProofFlaw.Kind.VOIDED_TWICE, e);
                require(used(e) + e.debt() == e.points(), ProofFlaw.Kind.USES_DIFFER, e);
            }
            case PointsRedeemed e -> {
                redeemed += e.points();
                require(causes.add(e.redemption().value()), ProofFlaw.Kind.CAUSE_TWICE, e);
                require(used(e) == e.points(), ProofFlaw.Kind.USES_DIFFER, e);
            }
            case PointsAdjusted e -> {
                adjusted += e.points();
                debt -= e.debtFilled();
                int brought = Math.max(0, e.points());
                lots.put(e.entry(), new Lot(null, brought, brought - e.debtFilled()));
                require(causes.add(e.adjustment().value()), ProofFlaw.Kind.CAUSE_TWICE, e);
                require(used(e) == Math.max(0, -e.points()), ProofFlaw.Kind.USES_DIFFER, e);
            }
            case PointsExpired e -> {
                expired += e.points();
                require(used(e) == e.points(), ProofFlaw.Kind.USES_DIFFER, e);
            }
        }
        require(event.balance() == balance(), ProofFlaw.Kind.BALANCE_DIFFERS, event);
        facts.add(fact(message, event, caused));
    }

    private void take(PointsUse use, LedgerEvent event) {
        Lot lot = lots.get(use.entry());
        require(lot != null && use.points() <= lot.left, ProofFlaw.Kind.USED_MORE_THAN_LEFT, event);
        if (lot != null) {
            lot.left -= use.points();
        }
    }

    private static int used(LedgerEvent event) {
        return event.uses().stream().mapToInt(PointsUse::points).sum();
    }

    private long balance() {
        return awarded - taken - redeemed - expired + adjusted;
    }

    private void require(boolean holds, ProofFlaw.Kind otherwise, LedgerEvent event) {
        if (!holds) {
            flaws.add(new ProofFlaw(otherwise, event.entry()));
        }
    }

    private ProvenEntry fact(DomainEventMessage<?> message, LedgerEvent event, @Nullable String caused) {
        return new ProvenEntry(
                event.entry(),
                event.getClass().getSimpleName(),
                message.getIdentifier(),
                position(message.getIdentifier()),
                message.getSequenceNumber(),
                kind(event),
                event.change(),
                event.balance(),
                event instanceof PointsVoided e ? e.voids() : null,
                event.uses(),
                cause(event),
                caused == null ? null : position(caused),
                expiresOn(event),
                policyVersion(event),
                event instanceof PointsAwarded e ? e.occurredAt() : message.getTimestamp(),
                message.getTimestamp(),
                Objects.toString(message.getMetaData().get(Stamp.USER)));
    }

    private @Nullable Long position(String event) {
        return positions.map(known -> known.get(event)).orElse(null);
    }

    private static @Nullable PointsKind kind(LedgerEvent event) {
        return switch (event) {
            case PointsAwarded e -> e.kind();
            case PointsVoided e -> e.kind();
            default -> null;
        };
    }

    private static @Nullable String cause(LedgerEvent event) {
        return switch (event) {
            case PointsAwarded e -> e.cause();
            case PointsVoided e -> e.cause();
            case PointsRedeemed e -> e.redemption().value();
            case PointsAdjusted e -> e.adjustment().value();
            case PointsExpired e -> null;
        };
    }

    private static @Nullable LocalDate expiresOn(LedgerEvent event) {
        return switch (event) {
            case PointsAwarded e -> e.expiresOn();
            case PointsAdjusted e -> e.expiresOn();
            default -> null;
        };
    }

    private static @Nullable Integer policyVersion(LedgerEvent event) {
        return switch (event) {
            case PointsAwarded e -> e.policyVersion();
            case PointsAdjusted e -> e.policyVersion();
            default -> null;
        };
    }

    PointsProof proof(MemberAccountId account, Instant at) {
        return new PointsProof(
                account,
                at,
                awarded,
                taken,
                redeemed,
                expired,
                adjusted,
                balance(),
                debt,
                kinds(),
                List.copyOf(flaws),
                List.copyOf(facts));
    }

    /** In the order of the kinds, adjustments last. */
    private List<KindBalance> kinds() {
        Map<String, List<Lot>> byKind = new LinkedHashMap<>();
        for (PointsKind kind : PointsKind.values()) {
            byKind.put(kind.name(), new ArrayList<>());
        }
        byKind.put("null", new ArrayList<>());
        lots.values().forEach(lot -> byKind.get(String.valueOf(lot.kind)).add(lot));
        return byKind.values().stream()
                .filter(some -> some.stream().anyMatch(lot -> lot.brought > 0))
                .map(some -> {
                    long brought = some.stream().mapToLong(lot -> lot.brought).sum();
                    long left = some.stream().mapToLong(lot -> lot.left).sum();
                    return new KindBalance(some.getFirst().kind, brought, brought - left, left);
                })
                .toList();
    }
}
