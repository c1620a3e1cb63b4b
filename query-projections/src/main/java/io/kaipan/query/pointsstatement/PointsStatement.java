package io.kaipan.query.pointsstatement;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.memberaccountlist.MemberRights;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.pointsstatement.StatementRequest.Wanted;
import io.kaipan.query.readtrail.ReadTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Statements of points (PTS-1, PTS-6) with the rights of the account (G-8): entries in the order written, each with the
 * balance after it.
 */
@Component
public class PointsStatement {
    /** The name under which {@link io.kaipan.query.viewposition.ViewPositions} knows this view. */
    public static final String VIEW = "points-statement";

    private static final String FROM = MemberRights.FROM + " JOIN view.points_entry e ON e.account_id = a.account_id";

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final ReadTrail trail;

    PointsStatement(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, VIEW);
        this.trail = trail;
    }

    /**
     * The statements asked for; those of several accounts in one statement of SQL where the same part of each is wanted.
     *
     * @return by request; missing when there is no such account, or the actor may not see it
     * @throws io.kaipan.query.paging.PageRefused when a cursor is not one of a statement in this order
     */
    public Map<StatementRequest, Page<PointsEntryRow>> pages(Collection<StatementRequest> requests, Actor actor) {
        Map<StatementRequest, Page<PointsEntryRow>> pages = new HashMap<>();
        requests.stream()
                .collect(Collectors.groupingBy(
                        StatementRequest::wanted,
                        Collectors.mapping(request -> request.account().value(), Collectors.toList())))
                .forEach((wanted, accounts) -> pages(wanted, accounts, actor)
                        .forEach((account, page) ->
                                pages.put(new StatementRequest(new MemberAccountId(account), wanted), page)));
        return pages;
    }

    private Map<String, Page<PointsEntryRow>> pages(Wanted wanted, List<String> accounts, Actor actor) {
        Conditions conditions = new Conditions()
                .anyOf("e.type", "types", wanted.types())
                .anyOf("e.kind", "kinds", wanted.kinds())
                .within("e.occurred_at", "occurred", wanted.occurredAt())
                .within("e.recorded_at", "recorded", wanted.recordedAt());
        conditions.and(MemberRights.visible(actor, conditions));
        String select = "SELECT e.account_id, e.entry, e.customer_id, e.project, e.type, e.kind, e.change, e.balance,"
                + " e.uses, e.debt, e.cause, e.voids, e.note_sealed, e.requested_by, e.policy_version, e.points_left,"
                + " e.expires_on, e.voided_by, e.lapsed, e.occurred_at, e.recorded_at, e.recorded_by, ("
                + MemberRights.sees(actor, conditions) + ") AS seen " + FROM;
        Keyset keyset = new Keyset(
                wanted.latestFirst() ? "statement down" : "statement",
                "e.entry",
                KeyType.NUMBER,
                "e.entry_id",
                wanted.latestFirst());
        Map<String, Page<PointsEntryRow>> pages = new HashMap<>(keyset.pages(
                jdbc,
                select,
                conditions,
                "e.account_id",
                accounts,
                wanted.page(),
                (row, number) -> Found.from(row),
                found -> open(found, actor)));
        pages.keySet().retainAll(visible(accounts, actor));
        return pages;
    }

    /** Those of the accounts that the actor sees, with entries or without. */
    private List<String> visible(Collection<String> accounts, Actor actor) {
        Conditions conditions = new Conditions().and("a.account_id = ANY(:ids)", "ids", Conditions.texts(accounts));
        conditions.and(MemberRights.visible(actor, conditions));
        return jdbc.sql("SELECT a.account_id FROM view.member_account a WHERE " + conditions.sql())
                .params(conditions.parameters())
                .query(String.class)
                .list();
    }

    /**
     * Balances as they stood at an instant, by what was written by then; 0 before the first entry.
     *
     * @return by request; missing when there is no such account, or the actor may not see it
     */
    public Map<BalanceRequest, Long> balances(Collection<BalanceRequest> requests, Actor actor) {
        Map<BalanceRequest, Long> balances = new HashMap<>();
        requests.stream()
                .collect(Collectors.groupingBy(
                        BalanceRequest::at,
                        Collectors.mapping(request -> request.account().value(), Collectors.toList())))
                .forEach((at, accounts) -> balances(at, accounts, actor)
                        .forEach((account, balance) -> balances.put(new BalanceRequest(account, at), balance)));
        return balances;
    }

    private Map<MemberAccountId, Long> balances(Instant at, List<String> accounts, Actor actor) {
        Conditions conditions = new Conditions().and("a.account_id = ANY(:ids)", "ids", Conditions.texts(accounts));
        conditions.and(MemberRights.visible(actor, conditions)).with("at", Conditions.at(at));
        Map<MemberAccountId, Long> balances = new HashMap<>();
        jdbc.sql("""
                SELECT a.account_id, coalesce((
                    SELECT e.balance FROM view.points_entry e
                    WHERE e.account_id = a.account_id AND e.recorded_at <= :at ORDER BY e.entry DESC LIMIT 1), 0) AS balance
                FROM view.member_account a WHERE %s""".formatted(conditions.sql()))
                .params(conditions.parameters())
                .query(row -> {
                    balances.put(new MemberAccountId(row.getString("account_id")), row.getLong("balance"));
                });
        return balances;
    }

    private record Found(StoredEntry entry, boolean seen) {
        static Found from(ResultSet row) throws SQLException {
            return new Found(StoredEntry.from(row), row.getBoolean("seen"));
        }
    }

    private List<PointsEntryRow> open(List<Found> found, Actor actor) {
        List<CustomerId> shown = found.stream()
                .filter(one -> one.seen() && one.entry().cause().note() != null)
                .map(one -> one.entry().customer())
                .distinct()
                .toList();
        vault.prepare(shown);
        trail.record(actor, "points statement", shown);
        return found.stream().map(one -> open(one.entry(), one.seen())).toList();
    }

    private PointsEntryRow open(StoredEntry row, boolean seen) {
        return new PointsEntryRow(
                row.account(),
                row.entry(),
                row.change().type(),
                row.project(),
                row.change().kind(),
                row.change().change(),
                row.change().balance(),
                row.change().uses(),
                row.change().debt(),
                row.cause().id(),
                row.cause().voids(),
                row.remains().voidedBy(),
                row.remains().usable(),
                row.remains().expiresOn(),
                seen ? sealing.open(row.customer(), "note", row.cause().note()) : null,
                row.cause().requestedBy(),
                row.cause().policyVersion(),
                row.occurredAt(),
                row.recordedAt(),
                row.recordedBy());
    }
}
