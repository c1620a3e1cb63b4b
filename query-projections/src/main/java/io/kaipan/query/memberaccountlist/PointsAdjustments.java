package io.kaipan.query.memberaccountlist;

import io.kaipan.domain.customer.CustomerId;
import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.member.MemberAccountId;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Actor;
import io.kaipan.query.paging.CappedCount;
import io.kaipan.query.paging.Conditions;
import io.kaipan.query.paging.KeyType;
import io.kaipan.query.paging.Keyset;
import io.kaipan.query.paging.Page;
import io.kaipan.query.paging.PageRequest;
import io.kaipan.query.personaldata.Sealing;
import io.kaipan.query.readtrail.ReadTrail;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adjustments of points, and which of them wait for a second person (G-9), with the rights of the account (G-8). */
@Component
public class PointsAdjustments {
    private static final Keyset LONGEST_WAITING_FIRST =
            new Keyset("adjustments", "p.asked_at", KeyType.INSTANT, "p.adjustment_id", false);
    private static final String FROM =
            MemberRights.FROM + " JOIN view.points_adjustment p ON p.account_id = a.account_id";

    private final JdbcClient jdbc;
    private final PersonalDataVault vault;
    private final Sealing sealing;
    private final ReadTrail trail;

    PointsAdjustments(@Qualifier("queryJdbc") JdbcClient jdbc, PersonalDataVault vault, ReadTrail trail) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealing = new Sealing(vault, MemberAccountList.VIEW);
        this.trail = trail;
    }

    /**
     * Which adjustments are wanted. An empty set or false is no condition.
     *
     * @param projects where the members joined
     * @param forMe only those that the asker didn't ask for, and so may approve or refuse
     */
    public record Wanted(
            Set<ProjectCode> projects, Set<MemberAccountId> accounts, Set<AdjustmentState> states, boolean forMe) {}

    /** A page of adjustments, those asked for first coming first. @throws io.kaipan.query.paging.PageRefused for a bad cursor */
    public Page<AdjustmentRow> page(Wanted wanted, PageRequest page, Actor actor) {
        Conditions conditions = conditions(wanted, actor);
        String select = "SELECT p.adjustment_id, p.account_id, p.customer_id, p.project, p.points, p.reason_sealed,"
                + " p.state, p.asked_by, p.asked_at, p.decided_by, p.decided_at, p.decision_sealed, ("
                + MemberRights.sees(actor, conditions) + ") AS seen " + FROM;
        return LONGEST_WAITING_FIRST.page(
                jdbc, select, conditions, page, (row, number) -> Found.from(row), found -> open(found, actor));
    }

    /** How many there are; a statement of its own, so only for those who ask. */
    public CappedCount count(Wanted wanted, Actor actor) {
        return Keyset.count(jdbc, FROM, conditions(wanted, actor));
    }

    private static Conditions conditions(Wanted wanted, Actor actor) {
        Conditions conditions = new Conditions()
                .anyOf("p.state", "states", wanted.states())
                .anyOf("p.project", "projects", wanted.projects())
                .anyOf("p.account_id", "accounts", wanted.accounts());
        if (wanted.forMe()) {
            conditions.and("p.asked_by <> :me", "me", actor.user());
        }
        return conditions.and(MemberRights.visible(actor, conditions));
    }

    private record Found(StoredAdjustment adjustment, boolean seen) {
        static Found from(ResultSet row) throws SQLException {
            return new Found(StoredAdjustment.from(row), row.getBoolean("seen"));
        }
    }

    private List<AdjustmentRow> open(List<Found> found, Actor actor) {
        List<CustomerId> shown = found.stream()
                .filter(one -> one.seen() && one.adjustment().reason() != null)
                .map(one -> one.adjustment().customer())
                .distinct()
                .toList();
        vault.prepare(shown);
        trail.record(actor, "points adjustments", shown);
        return found.stream().map(one -> open(one.adjustment(), one.seen())).toList();
    }

    private AdjustmentRow open(StoredAdjustment row, boolean seen) {
        StoredAdjustment.Decided decided = row.decided();
        return new AdjustmentRow(
                row.adjustment(),
                row.account(),
                row.points(),
                seen ? sealing.open(row.customer(), "reason", row.reason()) : null,
                row.state(),
                row.asked().by(),
                row.asked().at(),
                decided == null ? null : decided.by(),
                decided == null ? null : decided.at(),
                decided == null || !seen ? null : sealing.open(row.customer(), "decision", decided.reason()));
    }
}
