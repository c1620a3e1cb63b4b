package io.kaipan.query.memberaccountlist;

import static io.kaipan.query.projection.Columns.instant;
import static io.kaipan.query.projection.Columns.instantOrNull;
import static io.kaipan.query.projection.Columns.valueOrNull;
import static io.kaipan.query.projection.Columns.values;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.member.CardNumber;
import io.kaipan.domain.member.LevelBasis;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.member.MemberEvent.LevelChanged;
import io.kaipan.domain.member.MemberEvent.MembershipApplied;
import io.kaipan.domain.member.MemberEvent.MembershipClosed;
import io.kaipan.domain.member.MemberEvent.MembershipConfirmed;
import io.kaipan.domain.member.MemberLevel;
import io.kaipan.domain.member.MembershipState;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Recorded;
import io.kaipan.query.projection.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of {@code view.member_account}, personal data sealed, and how events change it. */
record StoredAccount(
        Origin origin,
        List<ProjectCode> projects,
        Standing standing,
        long balance,
        @Nullable Closed closed,
        long version,
        Instant changedAt) {
    static final String CUSTOMER = "customer_id";
    static final Table<StoredAccount> ACCOUNTS = Table.<StoredAccount>named("member_account", "account_id")
            .text("account_id", row -> row.origin.account())
            .number("version", StoredAccount::version)
            .link(CUSTOMER, row -> row.origin.customer())
            .text("project", row -> row.origin.project())
            .texts("projects", StoredAccount::projects)
            .text("city", row -> row.origin.city())
            .text("referrer_id", row -> row.origin.referrer())
            .instant("applied_at", row -> row.origin.appliedAt())
            .instant("recorded_at", row -> row.origin.recordedAt())
            .text("recorded_by", row -> row.origin.recordedBy())
            .text("original_author", row -> row.origin.originalAuthor())
            .text("state", row -> row.standing.state())
            .text("card", row -> row.standing.card())
            .instant("member_since", row -> row.standing.memberSince())
            .text("confirmed_by", row -> row.standing.confirmedBy())
            .text("level", row -> row.standing.level())
            .texts("level_bases", row -> Bases.texts(row.standing.bases()))
            .number("balance", StoredAccount::balance)
            .text("closed_reason_sealed", row -> row.ifClosed(Closed::reason))
            .instant("closed_at", row -> row.ifClosed(Closed::at))
            .text("closed_by", row -> row.ifClosed(Closed::by))
            .instant("changed_at", StoredAccount::changedAt)
            .reads(StoredAccount::from);

    /** What stays as it was. @param project where they applied */
    record Origin(
            MemberAccountId account,
            CustomerId customer,
            ProjectCode project,
            String city,
            @Nullable MemberAccountId referrer,
            Instant appliedAt,
            Instant recordedAt,
            String recordedBy,
            @Nullable String originalAuthor) {}

    /** How far the membership has come; null in all but the state before it is confirmed. */
    record Standing(
            MembershipState state,
            @Nullable CardNumber card,
            @Nullable Instant memberSince,
            @Nullable String confirmedBy,
            @Nullable MemberLevel level,
            List<LevelBasis> bases) {
        Standing at(MemberLevel newLevel, List<LevelBasis> newBases) {
            return new Standing(state, card, memberSince, confirmedBy, newLevel, newBases);
        }

        Standing closed() {
            return new Standing(MembershipState.CLOSED, card, memberSince, confirmedBy, level, bases);
        }
    }

    /** How it ended. @param reason sealed */
    record Closed(@Nullable String reason, Instant at, String by) {}

    static StoredAccount applied(MembershipApplied event, Recorded recorded) {
        return new StoredAccount(
                new Origin(
                        event.account(),
                        event.customer(),
                        event.project(),
                        event.city(),
                        event.referrer(),
                        event.occurredAt(),
                        recorded.at(),
                        recorded.by(),
                        event.originalAuthor()),
                List.of(event.project()),
                new Standing(MembershipState.APPLIED, null, null, null, null, List.of()),
                0,
                null,
                recorded.version(),
                recorded.at());
    }

    StoredAccount confirmed(MembershipConfirmed event, Recorded recorded) {
        return with(
                new Standing(
                        MembershipState.MEMBER,
                        event.card(),
                        event.occurredAt(),
                        recorded.by(),
                        event.level(),
                        List.of()),
                recorded);
    }

    StoredAccount levelled(LevelChanged event, Recorded recorded) {
        return with(standing.at(event.level(), event.bases()), recorded);
    }

    /** With the balance after an entry of its ledger. */
    StoredAccount holding(long newBalance, Recorded recorded) {
        return new StoredAccount(origin, projects, standing, newBalance, closed, recorded.version(), recorded.at());
    }

    /** After an event that changes nothing but what other rows say of it. */
    StoredAccount touched(Recorded recorded) {
        return holding(balance, recorded);
    }

    /** Known in a project, which may be a new one. */
    StoredAccount knownIn(ProjectCode project) {
        return projects.contains(project)
                ? this
                : new StoredAccount(
                        origin,
                        Stream.concat(projects.stream(), Stream.of(project)).toList(),
                        standing,
                        balance,
                        closed,
                        version,
                        changedAt);
    }

    StoredAccount closed(MembershipClosed event, Recorded recorded, Sealing sealing) {
        return new StoredAccount(
                origin,
                projects,
                standing.closed(),
                balance,
                new Closed(
                        sealing.seal(event.customer(), "closed_reason", event.reason()), recorded.at(), recorded.by()),
                recorded.version(),
                recorded.at());
    }

    /** The account of a forgotten customer. */
    StoredAccount blank() {
        return closed == null
                ? this
                : new StoredAccount(
                        origin,
                        projects,
                        standing,
                        balance,
                        new Closed(null, closed.at(), closed.by()),
                        version,
                        changedAt);
    }

    private StoredAccount with(Standing next, Recorded recorded) {
        return new StoredAccount(origin, projects, next, balance, closed, recorded.version(), recorded.at());
    }

    private <V> @Nullable V ifClosed(Function<Closed, @Nullable V> part) {
        return closed == null ? null : part.apply(closed);
    }

    static StoredAccount from(ResultSet row) throws SQLException {
        Instant closedAt = instantOrNull(row, "closed_at");
        return new StoredAccount(
                new Origin(
                        new MemberAccountId(row.getString("account_id")),
                        new CustomerId(row.getString(CUSTOMER)),
                        new ProjectCode(row.getString("project")),
                        row.getString("city"),
                        valueOrNull(row, "referrer_id", MemberAccountId::new),
                        instant(row, "applied_at"),
                        instant(row, "recorded_at"),
                        row.getString("recorded_by"),
                        row.getString("original_author")),
                values(row, "projects", ProjectCode::new),
                new Standing(
                        MembershipState.valueOf(row.getString("state")),
                        valueOrNull(row, "card", CardNumber::new),
                        instantOrNull(row, "member_since"),
                        row.getString("confirmed_by"),
                        valueOrNull(row, "level", MemberLevel::valueOf),
                        values(row, "level_bases", Bases::read)),
                row.getLong("balance"),
                closedAt == null
                        ? null
                        : new Closed(row.getString("closed_reason_sealed"), closedAt, row.getString("closed_by")),
                row.getLong("version"),
                instant(row, "changed_at"));
    }
}
