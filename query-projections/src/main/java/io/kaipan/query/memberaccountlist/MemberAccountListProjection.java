package io.kaipan.query.memberaccountlist;

import static io.kaipan.query.memberaccountlist.StoredAccount.ACCOUNTS;
import static io.kaipan.query.memberaccountlist.StoredAdjustment.ADJUSTMENTS;
import static io.kaipan.query.memberaccountlist.StoredClearance.CLEARANCES;
import static io.kaipan.query.memberaccountlist.StoredLevel.LEVELS;

import io.kaipan.domain.customer.CustomerEvent.CustomerForgotten;
import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.member.AdjustmentId;
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
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.RegionalClearanceRecorded;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Projection;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Rows;
import io.kaipan.query.projection.Table;
import io.kaipan.query.projection.Wanted;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the member accounts. Events of one customer must come in order; those of different customers need not. */
@Component
class MemberAccountListProjection implements Projection {
    private final Sealing sealing;

    MemberAccountListProjection(PersonalDataVault vault) {
        this.sealing = new Sealing(vault, MemberAccountList.VIEW);
    }

    @Override
    public String view() {
        return MemberAccountList.VIEW;
    }

    @Override
    public List<Table<?>> tables() {
        return List.of(ACCOUNTS, LEVELS, CLEARANCES, ADJUSTMENTS);
    }

    @Override
    public List<Class<?>> events() {
        return List.of(MemberEvent.class, CustomerForgotten.class);
    }

    @Override
    public Optional<Table<?>> announced() {
        return Optional.of(ACCOUNTS);
    }

    @Override
    public void foresee(Object event, Wanted wanted) {
        switch (event) {
            case CustomerForgotten e ->
                wanted.all(ACCOUNTS, StoredAccount.CUSTOMER, e.customer())
                        .all(LEVELS, StoredLevel.CUSTOMER, e.customer())
                        .all(CLEARANCES, StoredClearance.CUSTOMER, e.customer())
                        .all(ADJUSTMENTS, StoredAdjustment.CUSTOMER, e.customer());
            case MembershipApplied e -> {}
            case PointsAdjusted e -> wanted.row(ACCOUNTS, e.account()).row(ADJUSTMENTS, e.adjustment());
            case PointsAdjustmentRefused e -> wanted.row(ACCOUNTS, e.account()).row(ADJUSTMENTS, e.adjustment());
            case MembershipClosed e ->
                wanted.row(ACCOUNTS, e.account()).all(ADJUSTMENTS, StoredAdjustment.ACCOUNT, e.account());
            case MemberEvent e -> wanted.row(ACCOUNTS, e.account());
            default -> {}
        }
    }

    @Override
    public void fold(Recorded recorded, Rows rows) {
        switch (recorded.event()) {
            case MembershipApplied e -> rows.put(ACCOUNTS, StoredAccount.applied(e, recorded));
            case MemberEvent e -> {
                StoredAccount before = rows.get(ACCOUNTS, e.account());
                rows.put(ACCOUNTS, account(before, e, recorded));
                foldFacts(before, e, recorded, rows);
            }
            case CustomerForgotten e -> forget(e.customer(), rows);
            default -> {}
        }
    }

    private StoredAccount account(StoredAccount before, MemberEvent event, Recorded recorded) {
        return switch (event) {
            case MembershipApplied e -> throw new IllegalArgumentException("One applies once: " + e.account());
            case MembershipConfirmed e -> before.confirmed(e, recorded);
            case LevelChanged e -> before.levelled(e, recorded);
            case RegionalClearanceRecorded e -> before.touched(recorded).knownIn(e.project());
            case PointsAwarded e -> before.holding(e.balance(), recorded).knownIn(e.project());
            case PointsRedeemed e -> before.holding(e.balance(), recorded).knownIn(e.project());
            case LedgerEvent e -> before.holding(e.balance(), recorded);
            case MembershipClosed e -> before.closed(e, recorded, sealing);
            case EntryQuestionnaireAnswered e -> before.touched(recorded);
            case PointsAdjustmentRequested e -> before.touched(recorded);
            case PointsAdjustmentRefused e -> before.touched(recorded);
        };
    }

    /** What an event says beyond the account's own row. */
    private void foldFacts(StoredAccount account, MemberEvent event, Recorded recorded, Rows rows) {
        switch (event) {
            case MembershipConfirmed e ->
                rows.put(
                        LEVELS,
                        new StoredLevel(
                                e.account(),
                                recorded.version(),
                                e.customer(),
                                null,
                                e.level(),
                                List.of(),
                                null,
                                e.policyVersion(),
                                recorded.at(),
                                recorded.by()));
            case LevelChanged e ->
                rows.put(
                        LEVELS,
                        new StoredLevel(
                                e.account(),
                                recorded.version(),
                                e.customer(),
                                e.previous(),
                                e.level(),
                                e.bases(),
                                sealing.seal(e.customer(), "reason", e.reason()),
                                e.policyVersion(),
                                recorded.at(),
                                recorded.by()));
            case RegionalClearanceRecorded e ->
                rows.put(
                        CLEARANCES,
                        new StoredClearance(
                                e.account(),
                                recorded.version(),
                                e.customer(),
                                e.project(),
                                e.city(),
                                sealing.seal(e.customer(), "clearance", e.clearance()),
                                e.occurredAt(),
                                recorded.at(),
                                recorded.by()));
            case PointsAdjustmentRequested e ->
                rows.put(
                        ADJUSTMENTS,
                        StoredAdjustment.requested(e, account.origin().project(), recorded, sealing));
            case PointsAdjusted e -> decide(e.adjustment(), AdjustmentState.APPROVED, null, recorded, rows);
            case PointsAdjustmentRefused e ->
                decide(e.adjustment(), AdjustmentState.REFUSED, e.reason(), recorded, rows);
            case MembershipClosed e ->
                rows.all(ADJUSTMENTS, StoredAdjustment.ACCOUNT, e.account()).stream()
                        .filter(adjustment -> adjustment.state() == AdjustmentState.WAITING)
                        .forEach(adjustment -> rows.put(
                                ADJUSTMENTS,
                                adjustment.decided(AdjustmentState.LAPSED, e.reason(), recorded, sealing)));
            default -> {}
        }
    }

    private void decide(
            AdjustmentId adjustment, AdjustmentState state, @Nullable String why, Recorded recorded, Rows rows) {
        rows.put(ADJUSTMENTS, rows.get(ADJUSTMENTS, adjustment).decided(state, why, recorded, sealing));
    }

    /** A customer who is forgotten may never have joined. */
    private static void forget(CustomerId customer, Rows rows) {
        rows.all(ACCOUNTS, StoredAccount.CUSTOMER, customer).forEach(row -> rows.put(ACCOUNTS, row.blank()));
        rows.all(LEVELS, StoredLevel.CUSTOMER, customer).forEach(row -> rows.put(LEVELS, row.blank()));
        rows.all(CLEARANCES, StoredClearance.CUSTOMER, customer).forEach(row -> rows.put(CLEARANCES, row.blank()));
        rows.all(ADJUSTMENTS, StoredAdjustment.CUSTOMER, customer).forEach(row -> rows.put(ADJUSTMENTS, row.blank()));
    }
}
