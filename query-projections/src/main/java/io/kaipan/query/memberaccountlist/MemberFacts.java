package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.projection.Table.Reader;
import io.kaipan.query.readtrail.ReadTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is known of member accounts beyond their own rows, with the rights of the account (G-8): one statement for however
 * many accounts. Accounts that must not be seen are missing from the answers.
 */
@Component
public class MemberFacts {
    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final ReadTrail trail;

    MemberFacts(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, MemberAccountList.VIEW);
        this.trail = trail;
    }

    /** The levels of several accounts since they joined, in order. */
    public Map<MemberAccountId, List<LevelChangeRow>> levels(Collection<MemberAccountId> accounts, Actor actor) {
        return of(
                accounts,
                "view.member_level",
                "l.version, l.customer_id, l.previous, l.level, l.bases, l.reason_sealed, l.policy_version,"
                        + " l.recorded_at, l.recorded_by",
                StoredLevel::from,
                StoredLevel::customer,
                StoredLevel::reason,
                (row, seen) -> new LevelChangeRow(
                        row.version(),
                        row.previous(),
                        row.level(),
                        row.bases(),
                        seen ? sealing.open(row.customer(), "reason", row.reason()) : null,
                        row.policyVersion(),
                        row.recordedAt(),
                        row.recordedBy()),
                actor);
    }

    /** The clearances for other cities of several accounts, in the order they were recorded. */
    public Map<MemberAccountId, List<ClearanceRow>> clearances(Collection<MemberAccountId> accounts, Actor actor) {
        return of(
                accounts,
                "view.member_clearance",
                "l.version, l.customer_id, l.project, l.city, l.clearance_sealed, l.occurred_at, l.recorded_at,"
                        + " l.recorded_by",
                StoredClearance::from,
                StoredClearance::customer,
                StoredClearance::clearance,
                (row, seen) -> new ClearanceRow(
                        row.project(),
                        row.city(),
                        seen ? sealing.open(row.customer(), "clearance", row.clearance()) : null,
                        row.occurredAt(),
                        row.recordedAt(),
                        row.recordedBy()),
                actor);
    }

    private record Found<S>(
            MemberAccountId account, @Nullable S row, boolean seen) {}

    private interface Opening<S, R> {
        R open(S row, boolean seen);
    }

    private <S, R> Map<MemberAccountId, List<R>> of(
            Collection<MemberAccountId> accounts,
            String table,
            String columns,
            Reader<S> reader,
            Function<S, CustomerId> customer,
            Function<S, @Nullable String> sealed,
            Opening<S, R> opening,
            Actor actor) {
        Conditions conditions = new Conditions().and("a.account_id = ANY(:ids)", "ids", Conditions.texts(accounts));
        conditions.and(MemberRights.visible(actor, conditions));
        String sql = "SELECT a.account_id, " + columns + ", (" + MemberRights.sees(actor, conditions) + ") AS seen "
                + MemberRights.FROM + " LEFT JOIN " + table + " l ON l.account_id = a.account_id WHERE "
                + conditions.sql() + " ORDER BY a.account_id, l.version";
        List<Found<S>> found = jdbc.sql(sql)
                .params(conditions.parameters())
                .query((row, number) -> found(row, reader))
                .list();
        List<CustomerId> shown = found.stream()
                .filter(one -> one.seen() && one.row() != null && sealed.apply(one.row()) != null)
                .map(one -> customer.apply(one.row()))
                .distinct()
                .toList();
        vault.prepare(shown);
        trail.record(actor, "member accounts", shown);
        Map<MemberAccountId, List<R>> answer = new HashMap<>();
        found.forEach(one -> {
            List<R> rows = answer.computeIfAbsent(one.account(), none -> new ArrayList<>());
            if (one.row() != null) {
                rows.add(opening.open(one.row(), one.seen()));
            }
        });
        return answer;
    }

    private static <S> Found<S> found(ResultSet row, Reader<S> reader) throws SQLException {
        return new Found<>(
                new MemberAccountId(row.getString("account_id")),
                row.getObject("version") == null ? null : reader.read(row),
                row.getBoolean("seen"));
    }
}
