package io.kaipan.query.pointsstatement;

import static io.kaipan.query.projection.Columns.instant;
import static io.kaipan.query.projection.Columns.valueOrNull;
import static io.kaipan.query.projection.Columns.values;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberEvent.LedgerEvent;
import io.kaipan.domain.member.MemberEvent.PointsAdjusted;
import io.kaipan.domain.member.MemberEvent.PointsAwarded;
import io.kaipan.domain.member.MemberEvent.PointsExpired;
import io.kaipan.domain.member.MemberEvent.PointsRedeemed;
import io.kaipan.domain.member.MemberEvent.PointsVoided;
import io.kaipan.domain.member.PointsKind;
import io.kaipan.domain.member.PointsUse;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.points_entry}: an entry of an account's ledger, texts sealed, and how later ones change what is left of it. */
record StoredEntry(
        MemberAccountId account,
        int entry,
        CustomerId customer,
        ProjectCode project,
        Change change,
        Cause cause,
        Remains remains,
        Instant occurredAt,
        Instant recordedAt,
        String recordedBy) {
    static final String ACCOUNT = "account_id";
    static final String CUSTOMER = "customer_id";
    private static final String BETWEEN = ":";

    static final Table<StoredEntry> ENTRIES = Table.<StoredEntry>named("points_entry", "entry_id")
            .text("entry_id", row -> key(row.account, row.entry))
            .link(ACCOUNT, StoredEntry::account)
            .integer("entry", StoredEntry::entry)
            .link(CUSTOMER, StoredEntry::customer)
            .text("project", StoredEntry::project)
            .text("type", row -> row.change.type())
            .text("kind", row -> row.change.kind())
            .integer("change", row -> row.change.change())
            .number("balance", row -> row.change.balance())
            .texts("uses", row -> row.change.uses().stream()
                    .map(use -> use.entry() + BETWEEN + use.points())
                    .toList())
            .integer("debt", row -> row.change.debt())
            .text("cause", row -> row.cause.id())
            .integerOrNull("voids", row -> row.cause.voids())
            .text("note_sealed", row -> row.cause.note())
            .text("requested_by", row -> row.cause.requestedBy())
            .integerOrNull("policy_version", row -> row.cause.policyVersion())
            .integer("points_left", row -> row.remains.points())
            .date("expires_on", row -> row.remains.expiresOn())
            .integerOrNull("voided_by", row -> row.remains.voidedBy())
            .flag("lapsed", row -> row.remains.lapsed())
            .instant("occurred_at", StoredEntry::occurredAt)
            .instant("recorded_at", StoredEntry::recordedAt)
            .text("recorded_by", StoredEntry::recordedBy)
            .reads(StoredEntry::from);

    /**
     * What it does.
     *
     * @param kind what the points are or were given for; null where that differs from use to use
     * @param uses where points that it takes had come from
     * @param debt points owed from now on; below zero, points owed that are made good
     */
    record Change(
            EntryType type, @Nullable PointsKind kind, int change, long balance, List<PointsUse> uses, int debt) {}

    /**
     * Why.
     *
     * @param id of an event, a redemption or an adjustment; null for an expiry, which its uses explain
     * @param voids number of the entry that it takes back
     * @param note sealed
     * @param requestedBy who asked for it; null unless it is an adjustment
     */
    record Cause(
            @Nullable String id,
            @Nullable Integer voids,
            @Nullable String note,
            @Nullable String requestedBy,
            @Nullable Integer policyVersion) {
        static Cause of(@Nullable String id) {
            return new Cause(id, null, null, null, null);
        }
    }

    /**
     * What is left of the points that it brought.
     *
     * @param voidedBy number of the entry that took it back
     * @param lapsed whether the membership ended, so that they can't be used any more
     */
    record Remains(
            int points,
            @Nullable LocalDate expiresOn,
            @Nullable Integer voidedBy,
            boolean lapsed) {
        static final Remains NOTHING = of(0, null);

        static Remains of(int points, @Nullable LocalDate expiresOn) {
            return new Remains(points, expiresOn, null, false);
        }

        int usable() {
            return lapsed ? 0 : points;
        }
    }

    static String key(MemberAccountId account, int entry) {
        return account + "." + entry;
    }

    /** @param project that of the award for what takes it back, and where the member joined for what names none */
    static StoredEntry of(LedgerEvent event, ProjectCode project, Recorded recorded, Sealing sealing) {
        return switch (event) {
            case PointsAwarded e ->
                entry(
                        e,
                        e.project(),
                        new Change(EntryType.AWARD, e.kind(), e.change(), e.balance(), List.of(), -e.debtFilled()),
                        new Cause(e.cause(), null, null, null, e.policyVersion()),
                        Remains.of(e.points() - e.debtFilled(), e.expiresOn()),
                        e.occurredAt(),
                        recorded);
            case PointsVoided e ->
                entry(
                        e,
                        project,
                        new Change(EntryType.VOIDING, e.kind(), e.change(), e.balance(), e.uses(), e.debt()),
                        new Cause(e.cause(), e.voids(), null, null, null),
                        Remains.NOTHING,
                        recorded.at(),
                        recorded);
            case PointsRedeemed e ->
                entry(
                        e,
                        e.project(),
                        new Change(EntryType.REDEMPTION, null, e.change(), e.balance(), e.uses(), 0),
                        new Cause(
                                e.redemption().value(),
                                null,
                                sealing.seal(e.customer(), "note", e.purpose()),
                                null,
                                null),
                        Remains.NOTHING,
                        recorded.at(),
                        recorded);
            case PointsAdjusted e ->
                entry(
                        e,
                        project,
                        new Change(EntryType.ADJUSTMENT, null, e.change(), e.balance(), e.uses(), -e.debtFilled()),
                        new Cause(
                                e.adjustment().value(),
                                null,
                                sealing.seal(e.customer(), "note", e.reason()),
                                e.requestedBy(),
                                e.policyVersion()),
                        Remains.of(Math.max(0, e.points()) - e.debtFilled(), e.expiresOn()),
                        recorded.at(),
                        recorded);
            case PointsExpired e ->
                entry(
                        e,
                        project,
                        new Change(EntryType.EXPIRY, null, e.change(), e.balance(), e.uses(), 0),
                        Cause.of(null),
                        Remains.NOTHING,
                        recorded.at(),
                        recorded);
        };
    }

    private static StoredEntry entry(
            LedgerEvent event,
            ProjectCode project,
            Change change,
            Cause cause,
            Remains remains,
            Instant occurredAt,
            Recorded recorded) {
        return new StoredEntry(
                event.account(),
                event.entry(),
                event.customer(),
                project,
                change,
                cause,
                remains,
                occurredAt,
                recorded.at(),
                recorded.by());
    }

    /** After a later entry has taken points that this one had brought. */
    StoredEntry used(int points) {
        return with(new Remains(remains.points() - points, remains.expiresOn(), remains.voidedBy(), remains.lapsed()));
    }

    /** After a later entry has taken it back. */
    StoredEntry voidedBy(int later) {
        return with(new Remains(remains.points(), remains.expiresOn(), later, remains.lapsed()));
    }

    /** After the membership ended: what is left can't be used any more. */
    StoredEntry lapsed() {
        return with(new Remains(remains.points(), remains.expiresOn(), remains.voidedBy(), true));
    }

    private StoredEntry with(Remains next) {
        return new StoredEntry(
                account, entry, customer, project, change, cause, next, occurredAt, recordedAt, recordedBy);
    }

    /** The entry of a forgotten customer. */
    StoredEntry blank() {
        return new StoredEntry(
                account,
                entry,
                customer,
                project,
                change,
                new Cause(cause.id(), cause.voids(), null, cause.requestedBy(), cause.policyVersion()),
                remains,
                occurredAt,
                recordedAt,
                recordedBy);
    }

    static StoredEntry from(ResultSet row) throws SQLException {
        return new StoredEntry(
                new MemberAccountId(row.getString(ACCOUNT)),
                row.getInt("entry"),
                new CustomerId(row.getString(CUSTOMER)),
                new ProjectCode(row.getString("project")),
                new Change(
                        EntryType.valueOf(row.getString("type")),
                        valueOrNull(row, "kind", PointsKind::valueOf),
                        row.getInt("change"),
                        row.getLong("balance"),
                        values(row, "uses", StoredEntry::use),
                        row.getInt("debt")),
                new Cause(
                        row.getString("cause"),
                        row.getObject("voids", Integer.class),
                        row.getString("note_sealed"),
                        row.getString("requested_by"),
                        row.getObject("policy_version", Integer.class)),
                new Remains(
                        row.getInt("points_left"),
                        row.getObject("expires_on", LocalDate.class),
                        row.getObject("voided_by", Integer.class),
                        row.getBoolean("lapsed")),
                instant(row, "occurred_at"),
                instant(row, "recorded_at"),
                row.getString("recorded_by"));
    }

    private static PointsUse use(String text) {
        String[] parts = text.split(BETWEEN);
        return new PointsUse(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
}
