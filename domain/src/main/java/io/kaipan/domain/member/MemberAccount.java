package io.kaipan.domain.member;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.MemberCommand.AdjustPoints;
import io.kaipan.domain.member.MemberCommand.AnswerEntryQuestionnaire;
import io.kaipan.domain.member.MemberCommand.ApproveAdjustment;
import io.kaipan.domain.member.MemberCommand.AwardJoin;
import io.kaipan.domain.member.MemberCommand.AwardPurchase;
import io.kaipan.domain.member.MemberCommand.AwardReferralJoin;
import io.kaipan.domain.member.MemberCommand.AwardReferralPurchase;
import io.kaipan.domain.member.MemberCommand.AwardViewing;
import io.kaipan.domain.member.MemberCommand.CloseMembership;
import io.kaipan.domain.member.MemberCommand.ConfirmMembership;
import io.kaipan.domain.member.MemberCommand.ExpirePoints;
import io.kaipan.domain.member.MemberCommand.GrantLevel;
import io.kaipan.domain.member.MemberCommand.RecordRegionalClearance;
import io.kaipan.domain.member.MemberCommand.RedeemPoints;
import io.kaipan.domain.member.MemberCommand.RefuseAdjustment;
import io.kaipan.domain.member.MemberCommand.VoidPoints;
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
import io.kaipan.domain.project.ClubPolicy;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.questionnaire.AnswerSheet;
import io.kaipan.domain.questionnaire.QuestionnaireBook;
import io.kaipan.domain.questionnaire.QuestionnaireKind;
import io.kaipan.domain.questionnaire.QuestionnaireTerms;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.DataSubject;
import io.kaipan.domain.shared.LoggedAs;
import io.kaipan.domain.shared.PersonalData;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.shared.SharedRule;
import io.kaipan.domain.shared.Stamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A customer's membership of the owners' club (MEM-1), with level (MEM-2) and points (PTS-1). Holds what a decision needs
 * besides single entries, which are looked up in the {@link PointsLedger}: so it stays small however long it lasts.
 */
@LoggedAs("member.MemberAccount")
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class MemberAccount {
    private static final int MOST_AT_ONCE = 1_000_000;

    @AggregateIdentifier
    private MemberAccountId id;

    @DataSubject
    private CustomerId customer;

    /** Where they applied. */
    private ProjectCode project;

    private String city;
    private @Nullable MemberAccountId referrer;
    private @Nullable String appliedBy;
    private MembershipState state = MembershipState.APPLIED;
    /** How each entry questionnaire was answered last. */
    private List<EntryQuestionnaireAnswered> answered = List.of();

    private @Nullable Instant memberSince;
    private Set<String> clearedCities = Set.of();

    private int entries;
    private long balance;
    /** Points given by all awards that stand. */
    private long earned;
    /** Numbers of the PURCHASE entries that stand. */
    private List<Integer> purchases = List.of();

    private MemberLevel level = MemberLevel.BLUE;
    private List<LevelBasis> bases = List.of();

    @PersonalData
    private @Nullable List<Adjustment> waiting = List.of();

    /** Enters an application; to be called where a repository makes the new record. */
    static MemberAccount open(MembershipApplied event) {
        apply(event);
        return new MemberAccount();
    }

    /** Answered the same way as last time, at no other time: nothing new to say. */
    @CommandHandler
    void decide(AnswerEntryQuestionnaire answer, Stamp stamp, QuestionnaireBook questionnaires) {
        requireBound(stamp.actor());
        boolean atTheDesk = stamp.actor().isAny(Set.of(Role.RECEPTION, Role.SALES_MANAGER));
        SharedRule.NOT_YOURS.refuseIf(!atTheDesk && !stamp.actor().user().equals(appliedBy));
        MemberRule.MEMBERSHIP_CLOSED.refuseIf(state == MembershipState.CLOSED);
        QuestionnaireTerms terms = questionnaires.terms(answer.questionnaire());
        MemberRule.NOT_AN_ENTRY_QUESTIONNAIRE.refuseIf(terms.kind() != QuestionnaireKind.ENTRY, "questionnaire");
        AnswerSheet sheet = terms.check(answer.version(), answer.answers());
        Optional<EntryQuestionnaireAnswered> last = answered.stream()
                .filter(other -> other.questionnaire().equals(answer.questionnaire()))
                .findFirst();
        Instant occurredAt = Objects.requireNonNullElseGet(
                answer.occurredAt(),
                () -> last.map(EntryQuestionnaireAnswered::occurredAt).orElse(stamp.at()));
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        if (!last.equals(Optional.of(answered(answer, sheet, occurredAt)))) {
            apply(answered(answer, sheet, Objects.requireNonNullElse(answer.occurredAt(), stamp.at())));
        }
    }

    private EntryQuestionnaireAnswered answered(AnswerEntryQuestionnaire answer, AnswerSheet sheet, Instant at) {
        return new EntryQuestionnaireAnswered(
                id,
                customer,
                project,
                answer.questionnaire(),
                sheet.version(),
                sheet.chosen(),
                sheet.written().isEmpty() ? null : sheet.written(),
                at);
    }

    @CommandHandler
    void decide(
            ConfirmMembership confirm,
            Stamp stamp,
            ProjectBook projects,
            QuestionnaireBook questionnaires,
            MemberBook members) {
        requireBound(stamp.actor());
        MemberRule.MEMBERSHIP_CONFIRMED.refuseIf(state == MembershipState.MEMBER);
        MemberRule.MEMBERSHIP_CLOSED.refuseIf(state == MembershipState.CLOSED);
        MemberRule.ENTRY_QUESTIONNAIRE_REQUIRED.refuseIf(
                answered.isEmpty() && questionnaires.isAsked(QuestionnaireKind.ENTRY));
        ProjectTerms terms = projects.terms(project);
        ClubPolicy policy = terms.clubPolicy(stamp.at(), stamp.at());
        apply(new MembershipConfirmed(
                id,
                customer,
                project,
                members.nextCard(id, policy.cardPrefix(), policy.cardDigits()),
                MemberLevel.BLUE,
                referrer,
                stamp.at(),
                terms.policyVersion()));
    }

    @CommandHandler
    void decide(RecordRegionalClearance record, Stamp stamp, ProjectBook projects) {
        ProjectTerms terms = projects.terms(record.project());
        requireBoundTo(record.project(), stamp.actor());
        requireMember();
        MemberRule.OWN_CITY.refuseIf(terms.city().equals(city), "project");
        Instant occurredAt = Objects.requireNonNullElse(record.occurredAt(), stamp.at());
        SharedRule.TIME_IN_FUTURE.refuseIf(occurredAt.isAfter(stamp.at()), "occurredAt");
        if (!clearedCities.contains(terms.city())) {
            apply(new RegionalClearanceRecorded(
                    id, customer, record.project(), terms.city(), record.clearance(), occurredAt));
        }
    }

    @CommandHandler
    void decide(AwardJoin award, Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        if (state == MembershipState.MEMBER) {
            Award given = new Award(PointsKind.JOIN, award.cause(), memberSince, projects.terms(project), stamp);
            give(given, given.policy().joinPoints(), projects, ledger);
        }
    }

    @CommandHandler
    void decide(AwardReferralJoin award, Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        ProjectTerms terms = projects.terms(award.project());
        if (earnsIn(terms)) {
            Award given = new Award(PointsKind.REFERRAL_JOIN, award.cause(), award.occurredAt(), terms, stamp);
            give(given, given.policy().referralJoinPoints(), projects, ledger);
        }
    }

    /** Who joins on the day of the visit gets the points too, whichever came first (PTS-3). */
    @CommandHandler
    void decide(AwardViewing award, Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        ProjectTerms terms = projects.terms(award.project());
        if (earnsIn(terms) && !terms.dayOf(award.occurredAt()).isBefore(terms.dayOf(memberSince))) {
            Award given = new Award(PointsKind.VIEWING, award.cause(), award.occurredAt(), terms, stamp);
            give(given, given.policy().viewingPoints(), projects, ledger);
        }
    }

    @CommandHandler
    void decide(AwardPurchase award, Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        ProjectTerms terms = projects.terms(award.project());
        if (earnsIn(terms) && !award.occurredAt().isBefore(memberSince)) {
            Award given = new Award(PointsKind.PURCHASE, award.cause(), award.occurredAt(), terms, stamp);
            give(given, given.policy().purchasePoints(award.share()), projects, ledger);
        }
    }

    /** Only for a buyer whose level at signing was BLUE (PTS-4). */
    @CommandHandler
    void decide(
            AwardReferralPurchase award, Stamp stamp, ProjectBook projects, PointsLedger ledger, MemberBook members) {
        boolean buysThemselves = award.buyers().stream()
                .anyMatch(buyer -> buyer.equals(customer)
                        || members.find(buyer)
                                .filter(entry -> entry.account().equals(id))
                                .isPresent());
        MemberRule.SELF_REFERRAL.refuseIf(buysThemselves, "buyers");
        ProjectTerms terms = projects.terms(award.project());
        boolean earns = earnsIn(terms) && !award.occurredAt().isBefore(memberSince);
        if (earns && award.buyerLevel() == MemberLevel.BLUE) {
            Award given = new Award(PointsKind.REFERRAL_PURCHASE, award.cause(), award.occurredAt(), terms, stamp);
            give(given, given.policy().referralPurchasePoints(award.total()), projects, ledger);
        }
    }

    /** What is to be given, by the policy of the day it happened (G-10, G-11). */
    private record Award(PointsKind kind, String cause, Instant occurredAt, ProjectTerms terms, Stamp stamp) {
        ClubPolicy policy() {
            return terms.clubPolicy(occurredAt, stamp.at());
        }

        @Nullable
        LocalDate expiresOn() {
            return policy().expiryOf(terms.dayOf(stamp.at()));
        }
    }

    private void give(Award award, int points, ProjectBook projects, PointsLedger ledger) {
        if (points == 0 && award.kind() != PointsKind.PURCHASE) {
            return;
        }
        int filled = fills(points);
        boolean entered = ledger.enter(
                id,
                PointsLedger.Entry.of(
                        entries + 1,
                        award.kind().name(),
                        award.cause(),
                        award.terms().project(),
                        award.terms().dayOf(award.occurredAt()),
                        points,
                        points - filled,
                        startOf(award.expiresOn(), award.terms())));
        if (entered) {
            apply(new PointsAwarded(
                    id,
                    customer,
                    entries + 1,
                    award.kind(),
                    award.terms().project(),
                    points,
                    filled,
                    award.cause(),
                    award.expiresOn(),
                    award.occurredAt(),
                    balance + points,
                    award.terms().policyVersion()));
            reconsiderLevel(award.stamp(), projects);
        }
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day, ProjectTerms terms) {
        return day == null ? null : day.atStartOfDay(terms.timeZone()).toInstant();
    }

    /** How many of so many new points fill a debt. */
    private int fills(int points) {
        return (int) Math.min(points, Math.max(0, -balance));
    }

    /** All but what has expired: from what is left of the award itself, then of others, and the rest is owed (PTS-6). */
    @CommandHandler
    void decide(VoidPoints command, Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        MemberRule.ENTRY_UNKNOWN.refuseIf(command.entry() < 1 || command.entry() > entries, "entry");
        PointsLedger.Entry award = award(command.entry(), ledger);
        if (command.cause().equals(award.voidedFor())) {
            return;
        }
        MemberRule.ENTRY_ALREADY_VOIDED.refuseIf(award.voidedFor() != null, "entry");
        if (state == MembershipState.MEMBER) {
            expire(stamp, projects, ledger);
        }
        award = award(command.entry(), ledger);
        int points = award.points() - award.expired();
        List<PointsUse> uses = new ArrayList<>();
        if (award.left() > 0) {
            uses.add(new PointsUse(award.number(), award.left()));
            ledger.use(id, List.copyOf(uses));
        }
        uses.addAll(take(points - award.left(), ledger));
        ledger.markVoided(id, award.number(), command.cause());
        apply(new PointsVoided(
                id,
                customer,
                entries + 1,
                award.number(),
                PointsKind.valueOf(award.kind()),
                points,
                award.expired(),
                List.copyOf(uses),
                points - uses.stream().mapToInt(PointsUse::points).sum(),
                command.cause(),
                balance - points));
        reconsiderLevel(stamp, projects);
    }

    private PointsLedger.Entry award(int entry, PointsLedger ledger) {
        return ledger.find(id, entry)
                .filter(PointsLedger.Entry::isAward)
                .orElseThrow(() -> MemberRule.ENTRY_NOT_AN_AWARD.violation().at("entry"));
    }

    /** Takes so many points, or as many as there are, from what is left of the oldest entries. */
    private List<PointsUse> take(int points, PointsLedger ledger) {
        if (points == 0) {
            return List.of();
        }
        List<PointsUse> uses = new ArrayList<>();
        int missing = points;
        for (PointsLedger.Entry entry : ledger.oldest(id, points)) {
            int taken = Math.min(missing, entry.left());
            uses.add(new PointsUse(entry.number(), taken));
            missing -= taken;
        }
        ledger.use(id, List.copyOf(uses));
        return List.copyOf(uses);
    }

    @CommandHandler
    void decide(RedeemPoints redeem, Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        requireBoundTo(redeem.project(), stamp.actor());
        Optional<PointsLedger.Entry> twin =
                ledger.find(id, PointsLedger.REDEMPTION, redeem.redemption().value());
        if (twin.isPresent()) {
            boolean same = twin.get().points() == -redeem.points()
                    && twin.get().project().equals(redeem.project());
            MemberRule.POINTS_ID_TAKEN.refuseIf(!same, "redemption");
            return;
        }
        requireMember();
        ProjectTerms terms = projects.terms(redeem.project());
        MemberRule.CLEARANCE_REQUIRED.refuseIf(!isClearedFor(terms.city()), "project");
        MemberRule.POINTS_OUT_OF_RANGE.refuseIf(redeem.points() < 1 || redeem.points() > MOST_AT_ONCE, "points");
        expire(stamp, projects, ledger);
        requireBalance(redeem.points());
        List<PointsUse> uses = take(redeem.points(), ledger);
        ledger.enter(
                id,
                PointsLedger.Entry.of(
                        entries + 1,
                        PointsLedger.REDEMPTION,
                        redeem.redemption().value(),
                        redeem.project(),
                        terms.dayOf(stamp.at()),
                        -redeem.points(),
                        0,
                        null));
        apply(new PointsRedeemed(
                id,
                customer,
                entries + 1,
                redeem.redemption(),
                redeem.project(),
                redeem.points(),
                uses,
                redeem.purpose(),
                balance - redeem.points()));
    }

    private void requireBalance(int points) {
        if (balance < points) {
            throw MemberRule.POINTS_INSUFFICIENT.violation().at("points").with("balance", balance);
        }
    }

    @CommandHandler
    void decide(AdjustPoints adjust, Stamp stamp, PointsLedger ledger) {
        requireBound(stamp.actor());
        Optional<Adjustment> twin = waiting(adjust.adjustment());
        Optional<PointsLedger.Entry> made =
                ledger.find(id, PointsLedger.ADJUSTMENT, adjust.adjustment().value());
        if (twin.isPresent() || made.isPresent()) {
            boolean same = twin.map(other -> other.says(adjust.points(), adjust.reason()))
                    .orElseGet(() -> made.orElseThrow().points() == adjust.points());
            MemberRule.POINTS_ID_TAKEN.refuseIf(!same, "adjustment");
            return;
        }
        requireMember();
        boolean sound = adjust.points() != 0 && Math.abs((long) adjust.points()) <= MOST_AT_ONCE;
        MemberRule.POINTS_OUT_OF_RANGE.refuseIf(!sound, "points");
        requireBalance(-adjust.points());
        apply(new PointsAdjustmentRequested(id, customer, adjust.adjustment(), adjust.points(), adjust.reason()));
    }

    @CommandHandler
    void decide(ApproveAdjustment approve, Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        requireBound(stamp.actor());
        Optional<Adjustment> asked = waiting(approve.adjustment());
        boolean made = asked.isEmpty()
                && ledger.find(id, PointsLedger.ADJUSTMENT, approve.adjustment().value())
                        .isPresent();
        if (made) {
            return;
        }
        requireMember();
        Adjustment adjustment = asked.orElseThrow(
                () -> MemberRule.ADJUSTMENT_UNKNOWN.violation().at("adjustment"));
        SharedRule.OWN_REQUEST.refuseIf(stamp.actor().user().equals(adjustment.requestedBy()));
        expire(stamp, projects, ledger);
        requireBalance(-adjustment.points());
        ProjectTerms terms = projects.terms(project);
        LocalDate today = terms.dayOf(stamp.at());
        int added = Math.max(0, adjustment.points());
        int filled = fills(added);
        LocalDate expiresOn =
                added == 0 ? null : terms.clubPolicy(stamp.at(), stamp.at()).expiryOf(today);
        List<PointsUse> uses = take(added - adjustment.points(), ledger);
        ledger.enter(
                id,
                PointsLedger.Entry.of(
                        entries + 1,
                        PointsLedger.ADJUSTMENT,
                        adjustment.id().value(),
                        project,
                        today,
                        adjustment.points(),
                        added - filled,
                        startOf(expiresOn, terms)));
        apply(new PointsAdjusted(
                id,
                customer,
                entries + 1,
                adjustment.id(),
                adjustment.points(),
                filled,
                uses,
                expiresOn,
                adjustment.reason(),
                adjustment.requestedBy(),
                balance + adjustment.points(),
                terms.policyVersion()));
    }

    @CommandHandler
    void decide(RefuseAdjustment refuse, Stamp stamp) {
        requireBound(stamp.actor());
        MemberRule.ADJUSTMENT_UNKNOWN.refuseIf(waiting(refuse.adjustment()).isEmpty(), "adjustment");
        apply(new PointsAdjustmentRefused(id, customer, refuse.adjustment(), refuse.reason()));
    }

    private Optional<Adjustment> waiting(AdjustmentId adjustment) {
        return Stream.ofNullable(waiting)
                .flatMap(List::stream)
                .filter(one -> one.id().equals(adjustment))
                .findFirst();
    }

    @CommandHandler
    void decide(GrantLevel grant, Stamp stamp, ProjectBook projects) {
        requireBound(stamp.actor());
        requireMember();
        boolean granted =
                bases.stream().anyMatch(basis -> basis.ground() == LevelGround.GRANT && basis.level() == grant.level());
        if (granted) {
            return;
        }
        MemberRule.LEVEL_NOT_HIGHER.refuseIf(grant.level().compareTo(level) <= 0, "level");
        LevelRules rules = levelRules(stamp, projects);
        List<LevelBasis> next = rules.granted(bases, grant.level());
        apply(new LevelChanged(
                id, customer, level, LevelRules.levelOf(next), next, grant.reason(), rules.policyVersion()));
    }

    /** After an award or its voiding: what the level rests on by now. */
    private void reconsiderLevel(Stamp stamp, ProjectBook projects) {
        LevelRules rules = levelRules(stamp, projects);
        List<LevelBasis> next = rules.after(bases, purchases, earned, entries);
        if (!next.equals(bases)) {
            apply(new LevelChanged(id, customer, level, LevelRules.levelOf(next), next, null, rules.policyVersion()));
        }
    }

    private LevelRules levelRules(Stamp stamp, ProjectBook projects) {
        ProjectTerms terms = projects.terms(project);
        return new LevelRules(terms.clubPolicy(stamp.at(), stamp.at()), terms.policyVersion());
    }

    @CommandHandler
    void decide(ExpirePoints command, Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        if (state == MembershipState.MEMBER) {
            expire(stamp, projects, ledger);
        }
    }

    private void expire(Stamp stamp, ProjectBook projects, PointsLedger ledger) {
        List<PointsUse> uses = ledger.due(id, stamp.at()).stream()
                .map(entry -> new PointsUse(entry.number(), entry.left()))
                .toList();
        if (!uses.isEmpty()) {
            int points = uses.stream().mapToInt(PointsUse::points).sum();
            ledger.expire(id, uses);
            LocalDate today = projects.terms(project).dayOf(stamp.at());
            apply(new PointsExpired(id, customer, entries + 1, points, uses, today, balance - points));
        }
    }

    @CommandHandler
    void decide(CloseMembership close, Stamp stamp, MemberBook members) {
        requireBound(stamp.actor());
        if (state != MembershipState.CLOSED) {
            members.close(id);
            apply(new MembershipClosed(id, customer, close.reason(), balance));
        }
    }

    /** The level that counts in a city; null while they are no member, or not cleared for it (PRC-5). */
    @Nullable
    MemberLevel levelIn(String otherCity) {
        return state == MembershipState.MEMBER && isClearedFor(otherCity) ? level : null;
    }

    private boolean earnsIn(ProjectTerms terms) {
        return state == MembershipState.MEMBER && isClearedFor(terms.city());
    }

    private boolean isClearedFor(String otherCity) {
        return otherCity.equals(city) || clearedCities.contains(otherCity);
    }

    private void requireMember() {
        MemberRule.MEMBERSHIP_CLOSED.refuseIf(state == MembershipState.CLOSED);
        MemberRule.MEMBERSHIP_NOT_CONFIRMED.refuseIf(state == MembershipState.APPLIED);
    }

    private void requireBound(Actor actor) {
        SharedRule.NOT_YOURS.refuseIf(!actor.isBoundTo(project.value()));
    }

    private static void requireBoundTo(ProjectCode project, Actor actor) {
        SharedRule.NOT_YOURS.refuseIf(!actor.isBoundTo(project.value()), "project");
    }

    @EventSourcingHandler
    void evolve(MemberEvent event, @MetaDataValue(Stamp.USER) @Nullable String user) {
        if (event instanceof LedgerEvent entry) {
            entries = entry.entry();
            balance = entry.balance();
        }
        switch (event) {
            case MembershipApplied e -> {
                id = e.account();
                customer = e.customer();
                project = e.project();
                city = e.city();
                referrer = e.referrer();
                appliedBy = user;
            }
            case EntryQuestionnaireAnswered e ->
                answered = plus(
                        answered.stream()
                                .filter(other -> !other.questionnaire().equals(e.questionnaire()))
                                .toList(),
                        e);
            case MembershipConfirmed e -> {
                state = MembershipState.MEMBER;
                memberSince = e.occurredAt();
                level = e.level();
            }
            case RegionalClearanceRecorded e ->
                clearedCities = Stream.concat(clearedCities.stream(), Stream.of(e.city()))
                        .collect(Collectors.toUnmodifiableSet());
            case PointsAwarded e -> {
                earned += e.points();
                if (e.kind() == PointsKind.PURCHASE) {
                    purchases = plus(purchases, e.entry());
                }
            }
            case PointsVoided e -> {
                earned -= e.points() + e.expired();
                purchases =
                        purchases.stream().filter(entry -> entry != e.voids()).toList();
            }
            case PointsRedeemed e -> {}
            case PointsAdjustmentRequested e ->
                waiting = waiting == null || e.reason() == null
                        ? null
                        : plus(waiting, new Adjustment(e.adjustment(), e.points(), e.reason(), Objects.toString(user)));
            case PointsAdjusted e -> settled(e.adjustment());
            case PointsAdjustmentRefused e -> settled(e.adjustment());
            case PointsExpired e -> {}
            case LevelChanged e -> {
                level = e.level();
                bases = e.bases();
            }
            case MembershipClosed e -> {
                state = MembershipState.CLOSED;
                waiting = List.of();
            }
        }
    }

    private void settled(AdjustmentId adjustment) {
        waiting = waiting == null
                ? null
                : waiting.stream().filter(one -> !one.id().equals(adjustment)).toList();
    }

    private static <T> List<T> plus(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private MemberAccount() {}
}
