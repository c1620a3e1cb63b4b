package io.kaipan.query.testing;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.AdjustmentId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberEvent;
import io.kaipan.domain.member.MemberEvent.EntryQuestionnaireAnswered;
import io.kaipan.domain.member.MemberEvent.LedgerEvent;
import io.kaipan.domain.member.MemberEvent.LevelChanged;
import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.member.MemberEvent.MembershipClosed;
import io.kaipan.domain.member.MemberEvent.MembershipConfirmed;
import io.kaipan.domain.member.MemberEvent.PointsAdjusted;
import io.kaipan.domain.member.MemberEvent.PointsAdjustmentRefused;
import io.kaipan.domain.member.MemberEvent.PointsAdjustmentRequested;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.PointsExpired;
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.PointsVoided;
import io.kaipan.domain.member.MemberEvent.RegionalClearanceRecorded;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.member.RedemptionId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.questionnaire.Answer;
import io.kaipan.domain.questionnaire.QuestionnaireCode;
import io.kaipan.domain.questionnaire.WrittenAnswer;
import io.kaipan.domain.shared.TypeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A member's account as it happens, written to a log: which points go, which are owed and which fill a debt is worked out
 * here once more, so that views are held against something that isn't one.
 */
public final class Club {
    private static int made;

    private final Log log;
    private final CustomerId customer;
    private final ProjectCode project;
    private final SortedMap<Integer, Integer> left = new TreeMap<>();
    private final Map<Integer, LocalDate> expiring = new TreeMap<>();
    private final Map<Integer, PointsAwarded> awards = new TreeMap<>();
    private final Map<Integer, Integer> expired = new TreeMap<>();
    private int entries;
    private long balance;
    private int debt;

    public final MemberAccountId id = new MemberAccountId(next(MemberAccountId.PREFIX));

    public Club(Log log, CustomerId customer, ProjectCode project) {
        this.log = log;
        this.customer = customer;
        this.project = project;
    }

    private static String next(String prefix) {
        return TypeId.of(prefix, new UUID(7, ++made));
    }

    public long balance() {
        return balance;
    }

    /** Numbers of the awards that stand. */
    public List<Integer> standing() {
        return List.copyOf(awards.keySet());
    }

    private DomainEventMessage<?> happens(String user, MemberEvent event) {
        if (event instanceof LedgerEvent entry) {
            entries = entry.entry();
            balance = entry.balance();
        }
        return log.append(user, id, event);
    }

    public Club applies(@Nullable MemberAccountId referrer) {
        happens("reception", new MembershipApplied(id, customer, project, "深圳", referrer, log.now(), null));
        return this;
    }

    /** An entry questionnaire is answered. */
    public void answered(QuestionnaireCode questionnaire, int version, List<WrittenAnswer> written, Answer... answers) {
        happens(
                "reception",
                new EntryQuestionnaireAnswered(
                        id, customer, project, questionnaire, version, List.of(answers), written, log.now()));
    }

    /** @return the id of the event */
    public String confirmed(String card) {
        return happens(
                        "reception",
                        new MembershipConfirmed(
                                id, customer, project, new CardNumber(card), MemberLevel.BLUE, null, log.now(), 2))
                .getIdentifier();
    }

    public void cleared(ProjectCode other, String clearance) {
        happens("reception", new RegionalClearanceRecorded(id, customer, other, "广州", clearance, log.now()));
    }

    public void levelled(MemberLevel before, MemberLevel after, List<LevelBasis> bases, @Nullable String reason) {
        happens("manager", new LevelChanged(id, customer, before, after, bases, reason, 2));
    }

    /** @return the entry's number */
    public int awarded(PointsKind kind, ProjectCode in, int points, String cause, @Nullable LocalDate expiresOn) {
        int filled = Math.min(debt, points);
        PointsAwarded event = new PointsAwarded(
                id, customer, entries + 1, kind, in, points, filled, cause, expiresOn, log.now(), balance + points, 2);
        happens("WhenSomethingHappenedThenAward", event);
        awards.put(entries, event);
        brought(points, filled, expiresOn);
        return entries;
    }

    private void brought(int points, int filled, @Nullable LocalDate expiresOn) {
        debt -= filled;
        left.put(entries, points - filled);
        if (expiresOn != null) {
            expiring.put(entries, expiresOn);
        }
    }

    public void voided(int award, String cause) {
        PointsAwarded event = awards.remove(award);
        int gone = expired.getOrDefault(award, 0);
        int points = event.points() - gone;
        int own = Math.min(points, left.get(award));
        List<PointsUse> uses = new ArrayList<>();
        if (own > 0) {
            uses.add(new PointsUse(award, own));
            left.merge(award, -own, Integer::sum);
        }
        uses.addAll(taken(points - own));
        int owed = points - uses.stream().mapToInt(PointsUse::points).sum();
        debt += owed;
        happens(
                "WhenUnitReturnedThenVoid",
                new PointsVoided(
                        id,
                        customer,
                        entries + 1,
                        award,
                        event.kind(),
                        points,
                        gone,
                        uses,
                        owed,
                        cause,
                        balance - points));
    }

    /** The oldest points there are, as many as wanted or all. */
    private List<PointsUse> taken(int wanted) {
        List<PointsUse> uses = new ArrayList<>();
        int missing = wanted;
        for (Map.Entry<Integer, Integer> lot : left.entrySet()) {
            int some = Math.min(missing, lot.getValue());
            if (some > 0) {
                uses.add(new PointsUse(lot.getKey(), some));
                lot.setValue(lot.getValue() - some);
                missing -= some;
            }
        }
        return uses;
    }

    public void redeemed(ProjectCode in, int points, String purpose) {
        happens(
                "cashier",
                new PointsRedeemed(
                        id,
                        customer,
                        entries + 1,
                        new RedemptionId(next(RedemptionId.PREFIX)),
                        in,
                        points,
                        taken(points),
                        purpose,
                        balance - points));
    }

    /** @param user who asks */
    public AdjustmentId adjustmentAsked(String user, int points, String reason) {
        AdjustmentId adjustment = new AdjustmentId(next(AdjustmentId.PREFIX));
        happens(user, new PointsAdjustmentRequested(id, customer, adjustment, points, reason));
        return adjustment;
    }

    /** @param requestedBy who asked; the manager approves */
    public void adjusted(AdjustmentId adjustment, String requestedBy, int points, String reason) {
        int filled = points > 0 ? Math.min(debt, points) : 0;
        List<PointsUse> uses = points < 0 ? taken(-points) : List.of();
        happens(
                "manager",
                new PointsAdjusted(
                        id,
                        customer,
                        entries + 1,
                        adjustment,
                        points,
                        filled,
                        uses,
                        null,
                        reason,
                        requestedBy,
                        balance + points,
                        2));
        if (points > 0) {
            brought(points, filled, null);
        }
    }

    public void adjustmentRefused(AdjustmentId adjustment, String reason) {
        happens("manager", new PointsAdjustmentRefused(id, customer, adjustment, reason));
    }

    /** What counts no more on that day. */
    public void expired(LocalDate day) {
        List<PointsUse> uses = expiring.entrySet().stream()
                .filter(lot -> !lot.getValue().isAfter(day) && left.get(lot.getKey()) > 0)
                .map(lot -> new PointsUse(lot.getKey(), left.get(lot.getKey())))
                .toList();
        int points = uses.stream().mapToInt(PointsUse::points).sum();
        if (points > 0) {
            uses.forEach(use -> {
                left.put(use.entry(), 0);
                expired.merge(use.entry(), use.points(), Integer::sum);
            });
            happens("ExpirePoints", new PointsExpired(id, customer, entries + 1, points, uses, day, balance - points));
        }
    }

    public void closed(String reason) {
        happens("reception", new MembershipClosed(id, customer, reason, balance));
    }
}
